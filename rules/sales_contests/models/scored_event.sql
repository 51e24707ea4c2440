-- What counts in a campaign. A team is known by its manager on the day of the event.
{{ config(materialized='table') }}

with final as (
    select
        campaign.campaign_id,
        case campaign.competes when 'team' then org.manager_id else event.owner_id end
            as contestant_id,
        event.owner_id as payee_id,
        event.event_id,
        event.occurred_on,
        cast(case campaign.score
            when 'amount' then event.amount_reporting
            when 'quantity' then coalesce(event.quantity, 0)
            else 1
        end as decimal(28, 6)) as points
    from {{ ref('campaign') }} as campaign
    inner join {{ ref('event') }} as event
        on campaign.event_kind = event.kind
            and campaign.starts_on <= event.occurred_on
            and campaign.ends_on >= event.occurred_on
            and coalesce(campaign.product_id, event.product_id, '') = coalesce(event.product_id, '')
    left join {{ ref('org_assignment') }} as org
        on event.owner_id = org.person_id
            and event.occurred_on >= org.valid_from
            and event.occurred_on < org.valid_until
    where event.owner_id is not null
        and (campaign.role is null or org.role = campaign.role)
        and (campaign.competes = 'payee' or org.manager_id is not null)
)

select * from final
