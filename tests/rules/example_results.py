"""What the pipeline found for the examples, and whether it is what they expect."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from tests.rules.example_rows import Example, Row

CREDITS = """
with slices as (
    select
        target_id,
        sequence_no,
        list({'kind': kind, 'base': base, 'rate': rate, 'amount': amount} order by slice_no)
            as slices
    from sales_commission.earning_slice
    group by target_id, sequence_no
)

select
    split_part(credit.payee_id, '.', 1) as example,
    split_part(credit.payee_id, '.', 2) as payee,
    split_part(credit.event_id, '.', 2) as event,
    credit.component_id as component,
    cast(regexp_extract(credit.plan_id, '_([0-9]+)$', 1) as integer) as plan,
    strftime(attainment.occurred_on, '%Y-%m') as period,
    credit.role,
    credit.measured,
    credit.credited,
    attainment.attained_after as attained,
    attainment.position_after as reached,
    coalesce(posting.amount, 0) as pays,
    coalesce(posting.amount_reporting, 0) as reports,
    coalesce(slices.slices, []) as slices
from sales_commission.attainment
inner join sales_commission.credit
    using (plan_id, component_id, payee_id, event_id, role)
left join sales_commission.sales_commission__postings as posting
    on posting.line_no = 1
        and posting.rule_id = credit.plan_id || '/' || credit.component_id
        and posting.party_id = credit.payee_id
        and split_part(posting.posting_key, '/', 4) = credit.event_id
        and (split_part(posting.posting_key, '/', 5) = 'overlay') = (credit.role = 'overlay')
left join slices using (target_id, sequence_no)
order by attainment.target_id, attainment.sequence_no
"""
MISSING = "select payee_id from sales_commission.missing_quota"
SELECTORS = ("payee", "event", "component", "plan", "period", "role")


class Results:
    """All credits of the examples in a warehouse.

    Args:
        warehouse: The DuckDB file that the pipeline built.
    """

    def __init__(self, warehouse: Path):
        with duckdb.connect(str(warehouse)) as connection:
            found = connection.execute(CREDITS)
            names = [column[0] for column in found.description or []]
            self.credits = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
            self.missing = [payee for (payee,) in connection.execute(MISSING).fetchall()]

    def differences(self, example: Example) -> Iterator[str]:
        """Yield where an example's expectations and the credits differ."""
        credits = [row for row in self.credits if row["example"] == example["id"]]
        for line in example["expected"]:
            chosen = [
                row
                for row in credits
                if all(row[name] == line[name] for name in SELECTORS if name in line)
            ]
            for name in line.keys() - set(SELECTORS):
                found = FIGURES[name](chosen)
                if found != exact(line[name]):
                    yield f"{line}: {name} is {found}"
        missing = [payee for payee in self.missing if payee.startswith(f"{example['id']}.")]
        wanted = [f"{example['id']}.{payee}" for payee in example.get("missing_quotas", [])]
        if sorted(missing) != sorted(wanted):
            yield f"missing quotas: {missing}"


def exact(value: Any) -> Any:
    """Return numbers of a YAML file as the decimals that they were written as."""
    if isinstance(value, list):
        return [exact(one) for one in value]
    return Decimal(str(value)) if isinstance(value, int | float) else value


def _slices(rows: list[Row]) -> list[list[Any]]:
    return [list(part.values()) for row in rows for part in row["slices"]]


def _quotient(part: str, total: str) -> Callable[[list[Row]], Decimal]:
    return lambda rows: _sum(part)(rows) / _sum(total)(rows)


def _sum(name: str) -> Callable[[list[Row]], Decimal]:
    return lambda rows: sum((row[name] for row in rows), Decimal(0))


FIGURES: dict[str, Callable[[list[Row]], Any]] = {
    "pays": _sum("pays"),
    "reports": _sum("reports"),
    "credited": _sum("credited"),
    "reached": lambda rows: rows[-1]["reached"],
    "attained": lambda rows: rows[-1]["attained"],
    "slices": _slices,
    "bases": lambda rows: [base for _, base, _, _ in _slices(rows)],
    "rates": lambda rows: [rate for _, _, rate, _ in _slices(rows)],
    "parts": lambda rows: [amount for _, _, _, amount in _slices(rows)],
    "blended": _quotient("pays", "credited"),
    "exchanged": _quotient("credited", "measured"),
}
