-- What each event counts for, in the currency of the first event of its deal.
with event as (
    select * from {{ ref('event') }}
),

part as (
    select distinct
        plan_id,
        component_id,
        part_no,
        released_by,
        scope,
        least
    from {{ ref('plan_payment') }}
),

found as (
    select
        counted.plan_id,
        counted.component_id,
        counted.part_no,
        counted.side,
        part.released_by,
        part.least,
        event.event_id,
        event.occurred_on,
        event.currency,
        counted.measured,
        {{ release_target(
            'part.scope',
            "counted.side = 'released' or " ~ follows_another('event'),
            'event',
            'related'
        ) }} as target
    from {{ ref('release_event') }} as counted
    inner join part
        on counted.plan_id = part.plan_id
            and counted.component_id = part.component_id
            and counted.part_no = part.part_no
    inner join event on counted.event_id = event.event_id
    left join event as related on event.related_event_id = related.event_id
),

valued as (
    select
        *,
        first_value(currency) over (
            partition by plan_id, component_id, part_no, target
            order by side = 'released', occurred_on, event_id
        ) as value_currency
    from found
),

final as (
    select
        valued.* exclude (measured),
        case
            when valued.currency = valued.value_currency then valued.measured
            else {{ converted('valued.measured', 'rate.rate', 'value_rate.rate') }}
        end as measured
    from valued
    left join {{ ref('fx_daily') }} as rate
        on valued.currency = rate.currency and valued.occurred_on = rate.day
    left join {{ ref('fx_daily') }} as value_rate
        on valued.value_currency = value_rate.currency and valued.occurred_on = value_rate.day
)

select * from final
