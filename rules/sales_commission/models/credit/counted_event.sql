-- What a component counts, after fees, and whose it is to begin with: the owner's, the territory's,
-- or everybody's.
with component as (
    select * from {{ ref('plan_component') }}
),

-- Only what fees are taken off is looked up among their events.
measured as (
    select component_event.*
    from {{ ref('component_event') }} as component_event
    anti join {{ ref('plan_fee') }} as plan_fee
        on component_event.plan_id = plan_fee.plan_id
            and component_event.component_id = plan_fee.component_id
    union all
    select component_event.* replace (fee_net.net as measured)
    from {{ ref('component_event') }} as component_event
    inner join {{ ref('fee_net') }} as fee_net
        on component_event.plan_id = fee_net.plan_id
            and component_event.component_id = fee_net.component_id
            and component_event.event_id = fee_net.event_id
),

final as (
    select
        measured.plan_id,
        measured.component_id,
        component.credit_to,
        coalesce(component.credit_above, 'owner') as credit_above,
        coalesce(component.credit_stages, '') as stages,
        component.credit_share,
        component.credit_first,
        component.is_pay_split,
        event.event_id,
        event.kind,
        event.occurred_on,
        case component.credit_to
            when 'territory' then event.territory_id
            when 'everybody' then 'everybody'
            else event.owner_id
        end as owner_id,
        case
            when component.credit_to = 'split' or component.credit_above = 'split'
                then event.deal_id
        end as split_deal_id,
        measured.measured,
        measured.counts,
        measured.rate as own_rate,
        measured.multiplier,
        event.currency as event_currency,
        event.quantity
    from measured
    inner join component
        on measured.plan_id = component.plan_id and measured.component_id = component.component_id
    inner join {{ ref('event') }} as event on measured.event_id = event.event_id
)

select * from final
