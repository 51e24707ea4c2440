-- Whose event is it? The owner's, that of those who split the deal, or that of the managers above
-- the owner. The amount is turned into the plan's currency at the rates of the event's day.
with event as (
    select * from {{ ref('event') }}
),

component as (
    select
        component.plan_id,
        component.component_id,
        component.credit_to,
        plan.currency
    from {{ ref('plan_component') }} as component
    inner join {{ ref('plan') }} as plan on component.plan_id = plan.plan_id
),

credit_split as (
    select
        deal_id,
        payee_id,
        share,
        split_kind
    from {{ ref('credit_split') }}
    where exists (select 1 from component where component.credit_to = 'split')
),

-- Overlay credit comes on top: a deal that has nothing else is still its owner's as a whole.
shared as (
    select * from credit_split
    union all
    select distinct
        deal_id,
        null as payee_id,
        1 as share,
        'owner' as split_kind
    from credit_split
    where deal_id not in (
        select revenue.deal_id from credit_split as revenue where revenue.split_kind = 'revenue'
    )
),

counted as (
    select
        component_event.plan_id,
        component_event.component_id,
        component.credit_to,
        component.currency,
        event.event_id,
        event.kind,
        event.occurred_on,
        event.owner_id,
        case when component.credit_to = 'split' then event.deal_id end as split_deal_id,
        component_event.measured,
        event.currency as event_currency,
        event.quantity
    from {{ ref('component_event') }} as component_event
    inner join component
        on component_event.plan_id = component.plan_id
            and component_event.component_id = component.component_id
    inner join event on component_event.event_id = event.event_id
),

credited_to as (
    select
        counted.*,
        coalesce(shared.payee_id, counted.owner_id) as person_id,
        case
            when counted.credit_to = 'manager' then 'manager'
            else coalesce(shared.split_kind, 'owner')
        end as role,
        coalesce(shared.share, 1) as share
    from counted
    left join shared on counted.split_deal_id = shared.deal_id
),

rated as (
    select
        credited_to.*,
        recipient.payee_id,
        case
            when credited_to.event_currency = credited_to.currency then plan_rate.rate
            else event_rate.rate
        end as event_rate,
        plan_rate.rate as plan_rate
    from credited_to
    inner join {{ ref('recipient') }} as recipient
        on credited_to.plan_id = recipient.plan_id
            and credited_to.component_id = recipient.component_id
            and credited_to.person_id = recipient.person_id
            and credited_to.occurred_on >= recipient.valid_from
            and credited_to.occurred_on < recipient.valid_until
    left join {{ ref('fx_daily') }} as event_rate
        on credited_to.event_currency = event_rate.currency
            and credited_to.occurred_on = event_rate.day
    left join {{ ref('fx_daily') }} as plan_rate
        on credited_to.currency = plan_rate.currency
            and credited_to.occurred_on = plan_rate.day
),

in_plan_currency as (
    select
        *,
        case
            when event_rate = plan_rate then measured
            when plan_rate = 1 then cast(measured * event_rate as decimal(28, 6))
            else {{ converted('measured', 'event_rate', 'plan_rate') }}
        end as converted
    from rated
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
        event_rate,
        currency,
        plan_rate,
        cast(share as decimal(28, 10)) as share,
        case when share = 1 then converted else cast(converted * share as decimal(28, 6)) end
            as credited,
        case when share = 1 then quantity else cast(quantity * share as decimal(28, 6)) end
            as quantity
    from in_plan_currency
)

select * from final
