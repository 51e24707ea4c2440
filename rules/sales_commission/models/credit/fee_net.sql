-- What fees leave of an event. Each is rounded to the minor unit of the event's currency; none
-- takes more than is left, and a credit note gives back what was left of what it takes back.
{{ config(materialized='table') }}

with recursive fee as (
    select
        *,
        count(*) over (partition by plan_id, component_id) as fees
    from {{ ref('plan_fee') }}
),

charged as (
    select
        component_event.plan_id,
        component_event.component_id,
        component_event.event_id,
        component_event.measured as gross,
        currency.minor_unit,
        company.rounding_mode,
        0 as fee_no,
        abs(component_event.measured) as net
    from {{ ref('component_event') }} as component_event
    inner join fee
        on component_event.plan_id = fee.plan_id
            and component_event.component_id = fee.component_id
            and fee.fee_no = 1
    inner join {{ ref('event') }} as event on component_event.event_id = event.event_id
    inner join {{ ref('currency') }} as currency on event.currency = currency.currency
    cross join {{ ref('company') }} as company
    union all
    select
        charged.plan_id,
        charged.component_id,
        charged.event_id,
        charged.gross,
        charged.minor_unit,
        charged.rounding_mode,
        fee.fee_no,
        cast(charged.net - least(charged.net, {{ rounded(
            'coalesce(fee.amount, fee.share * case fee.fee_order '
            "when 'aggregate' then abs(charged.gross) else charged.net end)",
            'charged.minor_unit',
            'charged.rounding_mode'
        ) }}) as decimal(28, 6)) as net
    from charged
    inner join fee
        on charged.plan_id = fee.plan_id
            and charged.component_id = fee.component_id
            and charged.fee_no + 1 = fee.fee_no
),

final as (
    select
        charged.plan_id,
        charged.component_id,
        charged.event_id,
        charged.gross,
        cast(charged.net * {{ direction('charged.gross') }} as decimal(28, 6)) as net
    from charged
    inner join fee
        on charged.plan_id = fee.plan_id
            and charged.component_id = fee.component_id
            and charged.fee_no = fee.fee_no
    where fee.fee_no = fee.fees
)

select * from final
