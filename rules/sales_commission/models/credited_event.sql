-- Whose event is it? The owner's, that of those who split the deal, or that of the managers above
-- the owner.
with event as (
    select * from {{ ref('event') }}
),

component as (
    select * from {{ ref('plan_component') }}
),

counted as (
    select
        component_event.plan_id,
        component_event.component_id,
        component.credit_to,
        event.event_id,
        event.kind,
        event.occurred_on,
        event.owner_id,
        case component.credit_to when 'split' then event.deal_id end as split_deal_id,
        component_event.measured,
        event.currency as event_currency,
        event.quantity
    from {{ ref('component_event') }} as component_event
    inner join component
        on component_event.plan_id = component.plan_id
            and component_event.component_id = component.component_id
    inner join event on component_event.event_id = event.event_id
),

shared as (
    select
        counted.*,
        coalesce(split_share.payee_id, counted.owner_id) as person_id,
        case counted.credit_to
            when 'manager' then 'manager' else coalesce(split_share.role, 'owner')
        end as role,
        cast(coalesce(split_share.share, 1) as decimal(28, 10)) as share
    from counted
    left join {{ ref('split_share') }} as split_share
        on counted.split_deal_id = split_share.deal_id
),

final as (
    select
        shared.plan_id,
        shared.component_id,
        recipient.payee_id,
        shared.event_id,
        shared.role,
        shared.kind,
        shared.occurred_on,
        shared.measured,
        shared.event_currency,
        shared.share,
        case
            when shared.share = 1 then shared.quantity
            else cast(shared.quantity * shared.share as decimal(28, 6))
        end as quantity
    from shared
    inner join {{ ref('recipient') }} as recipient
        on shared.plan_id = recipient.plan_id
            and shared.component_id = recipient.component_id
            and shared.person_id = recipient.person_id
            and shared.occurred_on >= recipient.valid_from
            and shared.occurred_on < recipient.valid_until
)

select * from final
