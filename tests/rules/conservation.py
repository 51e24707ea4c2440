"""What holds for everything that is posted, as queries for what breaks it."""

import duckdb

POSTED = "sales_commission.sales_commission__postings"
_ACCOUNT = f"""
select party_id, split_part(rule_id, '/', 1) as plan_id, currency,
    sum(-amount) filter (where account = 'commission_payable') as paid,
    sum(amount) filter (where account = 'draw_receivable') as owed,
    sum(-amount) filter (where account = 'commission_held') as held,
    sum(amount) filter (where account = 'contract_cost') as asset,
    sum(amount) filter (where account in ('commission_expense', 'contract_cost_impairment'))
        as expensed
from {POSTED}
group by all
"""
_DRAWS = """
select plan_id, payee_id, sum(drawn) as drawn, sum(recovered) as recovered,
    sum(forgiven) as forgiven,
    sum(drawn) filter (where recovery <> 'none') - sum(recovered) - sum(forgiven) as owed
from sales_commission.draw_balance
group by all
"""


class Laws(dict[str, str]):
    """Laws by name, each a query for what breaks it."""

    def proven(self, connection: duckdb.DuckDBPyConnection, law: str) -> bool:
        """Return whether there is anything that a law is about."""
        row = connection.execute(f"select count(*) from ({ABOUT[law]})").fetchone()
        return bool(row and row[0])


LAWS = Laws(
    {
        "every transaction balances": f"""
            select posting_key from {POSTED}
            group by posting_key
            having sum(amount) <> 0 or count(*) <> 2
        """,
        "paid and owed are what was earned": f"""
            select * from ({_ACCOUNT})
            where coalesce(paid, 0) + coalesce(held, 0)
                <> coalesce(owed, 0) + coalesce(asset, 0) + coalesce(expensed, 0)
        """,
        "what is owed is drawn less recovered less forgiven": f"""
            select account.*, draws.* from ({_ACCOUNT}) as account
            full join ({_DRAWS}) as draws
                on account.plan_id = draws.plan_id and account.party_id = draws.payee_id
            where coalesce(account.owed, 0) <> coalesce(draws.owed, 0)
        """,
        "a month pays what it earned and drew, less what it recovered": """
            select * from sales_commission.draw_balance
            where pay_after <> pay_before + drawn - recovered
                or (recovery <> 'none' and owed_after <> owed_before + drawn - recovered - forgiven)
                or owed_after < 0 or recovered < 0 or recovered > owed_before
        """,
        "what is held is what was held back less what was released": f"""
            with moved as (
                select regexp_replace(posting_key, '/(hold|release/[-0-9]+)$', '') as earning_key,
                    effective_on, sum(-amount) as held
                from {POSTED}
                where account = 'commission_held' and rule_id similar to '.*/(hold|release)'
                group by all
            ), balance as (
                select *,
                    sum(held) over (partition by earning_key order by effective_on) as so_far,
                    first(held) over (partition by earning_key order by effective_on) as at_first
                from moved
            )
            select balance.*, earning.amount from balance
            inner join {POSTED} as earning
                on balance.earning_key = earning.posting_key and earning.line_no = 1
            where so_far * sign(earning.amount) < 0 or abs(so_far) > abs(earning.amount)
        """,
        "a contract's schedule comes to its cost": f"""
            with cost as (
                select plan_id, component_id, payee_id, event_id, sum(amount) as spread
                from sales_commission.contract_cost_schedule
                where kind in ('amortise', 'impair')
                group by all
            ), asset as (
                select split_part(rule_id, '/', 1) as plan_id,
                    split_part(rule_id, '/', 2) as component_id, party_id as payee_id,
                    source_id as event_id, sum(amount) as cost
                from {POSTED}
                where account = 'contract_cost' and rule_id like '%/capitalise'
                group by all
            )
            select * from asset left join cost using (plan_id, component_id, payee_id, event_id)
            where cost is distinct from spread
        """,
        "the parts of an event are the whole of it": """
            select credit.plan_id, credit.component_id, credit.event_id,
                sum(credit.share) as share, sum(credit.credited) as credited,
                any_value(credit.measured * credit.event_rate / credit.plan_rate) as whole
            from sales_commission.credit as credit
            where credit.role in ('owner', 'revenue', 'territory')
            group by all
            having abs(sum(credit.share) - 1) < 0.000000001
                and abs(sum(credit.credited) - whole) > 0.000002 * count(*)
        """,
        "slices come to the earning": """
            select earning.target_id, earning.sequence_no, earning.amount,
                sum(slice.amount) as parts
            from sales_commission.earning as earning
            inner join sales_commission.earning_slice as slice using (target_id, sequence_no)
            group by all
            having sum(slice.amount) <> earning.amount
        """,
    }
)

ABOUT = {
    "every transaction balances": f"select 1 from {POSTED}",
    "paid and owed are what was earned": f"select 1 from {POSTED}",
    "what is owed is drawn less recovered less forgiven": (
        "select 1 from sales_commission.draw_balance where drawn > 0"
    ),
    "a month pays what it earned and drew, less what it recovered": (
        "select 1 from sales_commission.draw_balance where recovered > 0"
    ),
    "what is held is what was held back less what was released": (
        f"select 1 from {POSTED} where account = 'commission_held'"
    ),
    "a contract's schedule comes to its cost": (
        "select 1 from sales_commission.contract_cost_schedule where kind = 'impair'"
    ),
    "the parts of an event are the whole of it": (
        "select 1 from sales_commission.credit where role = 'revenue'"
    ),
    "slices come to the earning": "select 1 from sales_commission.earning_slice",
}
