-- What somebody would write who has this one plan to pay and nothing else: one statement, nothing
-- kept on the way. It knows that bookings count, that nothing is capped, that a deal that is shared
-- has revenue shares and each person one of a kind, that a manager is one level up, and that the
-- plan is in the company's currency.
create schema if not exists bench;

create or replace table bench.script_transfer as
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
    where quota.quota = 'sales' and quota."window" = 'quarter' and tier.component_id = 'sales'
    group by all
),

booking as (
    select
        event.event_id, event.deal_id, event.owner_id, event.occurred_on, calendar.period,
        calendar.quarter_start, event.amount as measured, event.currency as event_currency,
        fx.rate as event_rate,
        case
            when event.currency = 'EUR' then event.amount
            else (event.amount * fx.rate)::decimal(28, 6)
        end as converted
    from core.event
    join core.calendar on event.occurred_on = calendar.day
    join core.fx_daily as fx on event.currency = fx.currency and event.occurred_on = fx.day
    where event.kind = 'booking'
),

part as (
    select
        booking.*,
        coalesce(split.payee_id, booking.owner_id) as person_id,
        coalesce(split.share, 1)::decimal(28, 10) as share,
        coalesce(split.split_kind = 'overlay', false) as is_overlay
    from booking
    left join core.credit_split as split on booking.deal_id = split.deal_id
),

managed as (
    select
        part.* exclude (person_id, share), org.manager_id as payee_id,
        sum(part.share)::decimal(28, 10) as share
    from part
    join core.org_assignment as org
        on part.person_id = org.person_id
            and part.occurred_on >= org.valid_from and part.occurred_on < org.valid_until
    where org.manager_id is not null
    group by all
),

credit as (
    select 'sales' as component_id, * exclude (person_id), person_id as payee_id from part
    union all by name
    select 'override' as component_id, * from managed
),

covered as (
    select
        credit.*,
        case
            when share = 1 then converted else (converted * share)::decimal(28, 6)
        end as credited
    from credit
    join core.payee_plan as plan
        on credit.payee_id = plan.person_id
            and credit.occurred_on >= plan.valid_from and credit.occurred_on < plan.valid_until
),

position as (
    select
        *,
        (sum(credited) over (
            partition by payee_id, quarter_start order by occurred_on, event_id, is_overlay
            rows unbounded preceding
        ))::decimal(38, 6) as after
    from covered
    where component_id = 'sales'
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
    union all by name
    select
        covered.*, credited::decimal(38, 6) as after, 0::decimal(38, 6) as before,
        [{
            'tier': tier_no, 'from': 0::decimal(38, 6), 'to': credited::decimal(38, 6),
            'rate': rate
        }] as parts
    from covered
    join core.plan_tier as tier using (component_id)
    where component_id = 'override'
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
)

select
    concat_ws(
        '/', 'seller', component_id, payee_id, event_id, case when is_overlay then 'overlay' end
    ) as posting_key,
    earning.period,
    earning.occurred_on as effective_on,
    earning.amount,
    'EUR' as currency,
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
    'seller/' || component_id as rule_id,
    concat(
        '{"measured":', measured::decimal(18, 6),
        ',"event_currency":"', event_currency,
        '","event_rate":', event_rate::decimal(18, 10),
        ',"plan_rate":1.0000000000,"share":', share::decimal(18, 10),
        ',"credited":', credited::decimal(18, 6),
        ',"quota":', coalesce(quota::decimal(18, 6)::varchar, 'null'),
        ',"before":', before::decimal(18, 6),
        ',"after":', after::decimal(18, 6),
        ',"slices":', case len(slices)
            when 1 then concat(
                '[{"kind":"own","tier":', slices[1].tier,
                ',"from":', slices[1]."from"::decimal(18, 6),
                ',"to":', slices[1]."to"::decimal(18, 6),
                ',"base":', slices[1].base::decimal(18, 6),
                ',"rate":', slices[1].rate::decimal(18, 10),
                ',"amount":', slices[1].amount, '}]'
            )
            else to_json(slices)::varchar
        end,
        ',"cap":0.0000000000000000,"amount":', earning.amount::decimal(18, 6), '}'
    ) as explain
from earning
join core.event using (event_id)
where earning.amount <> 0;

-- Two lines for each, as the package has them.
create or replace view bench.script_postings as
select
    posting_key, line_no, 'actual' as book, account, period, effective_on,
    (amount * sign)::decimal(28, 6) as amount, currency,
    (amount * sign)::decimal(28, 6) as amount_reporting, entity_id, party_id, customer_id,
    product_id, territory_id, dims, source_system, source_table, source_id, source_hash, rule_id,
    case line_no when 1 then explain end as explain
from bench.script_transfer
cross join (values (1, 'commission_expense', 1), (2, 'commission_payable', -1))
    as lines (line_no, account, sign);
