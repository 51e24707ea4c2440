-- What somebody would write who has this one plan to pay and nothing else: one statement, nothing
-- kept on the way. It knows that bookings count, that the owner is credited, that nothing is
-- capped and that the plan is in the company's currency.
create schema if not exists bench;

create or replace table bench.hand_postings as
with target as (
    select
        quota.payee_id,
        quota.starts_on,
        quota.amount as quota,
        list({
            'tier': tier.tier_no,
            'from': (case when tier.tier_no > 1 then tier.lower * quota.amount else -1e20 end)
                ::decimal(38, 6),
            'to': coalesce(tier.upper * quota.amount, 1e20)::decimal(38, 6),
            'rate': tier.rate
        } order by tier.tier_no) as tiers
    from core.quota
    cross join core.plan_tier as tier
    where quota.quota = 'sales' and quota."window" = 'quarter'
    group by all
),

credit as (
    select
        event.event_id, event.owner_id as payee_id, event.occurred_on, event.amount as measured,
        event.currency as event_currency, fx.rate as event_rate, calendar.period,
        calendar.quarter_start,
        case
            when event.currency = 'EUR' then event.amount
            else (event.amount * fx.rate)::decimal(28, 6)
        end as credited
    from core.event
    join core.calendar on event.occurred_on = calendar.day
    join core.payee_plan as plan
        on event.owner_id = plan.person_id
            and event.occurred_on >= plan.valid_from and event.occurred_on < plan.valid_until
    join core.fx_daily as fx on event.currency = fx.currency and event.occurred_on = fx.day
    where event.kind = 'booking'
),

position as (
    select
        *,
        (sum(credited) over (
            partition by payee_id, quarter_start order by occurred_on, event_id
            rows unbounded preceding
        ))::decimal(38, 6) as after
    from credit
),

cut as (
    select
        position.*, target.quota, after - credited as before,
        list_transform(
            list_filter(target.tiers, lambda t: t."from" < after and t."to" > after - credited),
            lambda t: {
                'tier': t.tier, 'from': greatest(t."from", after - credited),
                'to': least(t."to", after), 'rate': t.rate
            }
        ) as parts
    from position
    join target
        on position.payee_id = target.payee_id and position.quarter_start = target.starts_on
),

rated as (
    select
        *,
        list_transform(parts, lambda p: {
            'kind': 'own', 'tier': p.tier, 'from': p."from", 'to': p."to",
            'base': (p."to" - p."from")::decimal(28, 6), 'rate': p.rate,
            'amount': (p."to" - p."from")::decimal(28, 6) * p.rate
        }) as slices
    from cut
),

earning as (
    select
        *,
        round(list_sum(list_transform(slices, lambda s: s.amount)), 2)::decimal(28, 6) as amount
    from rated
),

line as (
    from (values (1, 'commission_expense', 1), (2, 'commission_payable', -1))
        as lines (line_no, account, sign)
)

select
    'seller/sales/' || earning.payee_id || '/' || event_id as posting_key,
    line.line_no,
    'actual' as book,
    line.account,
    earning.period,
    earning.occurred_on as effective_on,
    (earning.amount * line.sign)::decimal(28, 6) as amount,
    'EUR' as currency,
    (earning.amount * line.sign)::decimal(28, 6) as amount_reporting,
    event.entity_id,
    earning.payee_id as party_id,
    event.customer_id,
    event.product_id,
    event.territory_id,
    event.dims,
    event.source_system,
    event.source_table,
    event.source_id,
    event.source_hash,
    'seller/sales' as rule_id,
    case line.line_no when 1 then to_json({
        'measured': measured, 'event_currency': event_currency, 'event_rate': event_rate,
        'plan_rate': 1::decimal(28, 10), 'share': 1::decimal(28, 10), 'credited': credited,
        'quota': quota, 'before': before, 'after': after, 'slices': slices,
        'cap': 0::decimal(38, 16), 'amount': earning.amount
    })::varchar end as explain
from earning
join core.event using (event_id)
cross join line
where earning.amount <> 0;
