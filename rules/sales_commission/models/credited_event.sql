-- Whose event is it? The owner's, that of those who split the deal, of the managers above the
-- owner, or of those who hold the territory.
with event as (
    select * from {{ ref('event') }}
),

component as (
    select * from {{ ref('plan_component') }}
),

-- Only what fees are taken off is looked up among their events.
measured as (
    select
        component_event.plan_id,
        component_event.component_id,
        component_event.event_id,
        component_event.measured,
        component_event.rate,
        component_event.multiplier
    from {{ ref('component_event') }} as component_event
    anti join {{ ref('plan_fee') }} as plan_fee
        on component_event.plan_id = plan_fee.plan_id
            and component_event.component_id = plan_fee.component_id
    union all
    select
        fee_net.plan_id,
        fee_net.component_id,
        fee_net.event_id,
        fee_net.net as measured,
        component_event.rate,
        component_event.multiplier
    from {{ ref('component_event') }} as component_event
    inner join {{ ref('fee_net') }} as fee_net
        on component_event.plan_id = fee_net.plan_id
            and component_event.component_id = fee_net.component_id
            and component_event.event_id = fee_net.event_id
),

counted as (
    select
        measured.plan_id,
        measured.component_id,
        component.credit_to,
        coalesce(component.credit_stages, '') as stages,
        component.credit_share,
        component.credit_first,
        event.event_id,
        event.kind,
        event.occurred_on,
        case component.credit_to
            when 'territory' then event.territory_id else event.owner_id
        end as owner_id,
        case component.credit_to when 'split' then event.deal_id end as split_deal_id,
        measured.measured,
        measured.rate as own_rate,
        measured.multiplier,
        event.currency as event_currency,
        event.quantity
    from measured
    inner join component
        on measured.plan_id = component.plan_id and measured.component_id = component.component_id
    inner join event on measured.event_id = event.event_id
),

shared as (
    select
        counted.*,
        coalesce(split_share.payee_id, counted.owner_id) as person_id,
        case
            when counted.credit_to in ('manager', 'territory') then counted.credit_to
            else coalesce(split_share.role, 'owner')
        end as role,
        case
            when counted.credit_share is null
                then cast(coalesce(split_share.share, 1) as decimal(28, 10))
            else cast(coalesce(split_share.share, 1) * counted.credit_share as decimal(28, 10))
        end as share
    from counted
    left join {{ ref('split_share') }} as split_share
        on counted.split_deal_id = split_share.deal_id and counted.stages = split_share.stages
    where counted.stages = '' or split_share.deal_id is not null
),

received as (
    select
        shared.* replace (
            case
                when recipient.share is null then shared.share
                else cast(shared.share * recipient.share as decimal(28, 10))
            end as share
        ),
        recipient.payee_id
    from shared
    inner join {{ ref('recipient') }} as recipient
        on shared.plan_id = recipient.plan_id
            and shared.component_id = recipient.component_id
            and shared.person_id = recipient.person_id
            and shared.occurred_on >= recipient.valid_from
            and shared.occurred_on < recipient.valid_until
),

final as (
    select
        plan_id,
        component_id,
        payee_id,
        event_id,
        role,
        kind,
        occurred_on,
        measured,
        event_currency,
        own_rate,
        multiplier,
        share,
        case when share = 1 then quantity else cast(quantity * share as decimal(28, 6)) end
            as quantity,
        credit_first
    from received
)

select * from final
