-- The deals that checks look at: open ones, and those that closed lately enough for some check.
with reach as (
    select
        today,
        greatest(lost_within, required_within, criteria_within, 0) as days
    from {{ ref('threshold') }}
),

staged as (
    select
        opportunity_id,
        cast(max(changed_at) as date) as entered_on
    from {{ ref('opportunity_change') }}
    where field = 'stage'
    group by opportunity_id
),

rate as (
    select
        fx_daily.currency,
        arg_max(fx_daily.rate, fx_daily.day) as rate
    from {{ ref('fx_daily') }} as fx_daily
    cross join reach
    where fx_daily.day <= reach.today
    group by fx_daily.currency
),

found as (
    select
        opportunity.*,
        reach.today,
        reach.days as closed_within,
        case
            when opportunity.is_won then 'won' when opportunity.is_closed then 'lost' else 'open'
        end as outcome,
        coalesce(staged.entered_on, opportunity.created_on) as entered_on,
        -- A deal of which nobody knows when it closed is looked at, as if that were today.
        least(
            reach.today,
            coalesce(opportunity.closed_on, staged.entered_on, opportunity.created_on, reach.today)
        ) as ended_on
    from {{ ref('opportunity') }} as opportunity
    cross join reach
    left join staged on opportunity.opportunity_id = staged.opportunity_id
),

final as (
    select
        found.opportunity_id,
        found.name,
        found.customer_id,
        found.owner_id,
        found.product_id,
        found.territory_id,
        found.stage,
        stages.position,
        found.amount,
        found.currency,
        found.created_on,
        found.closed_on,
        found.forecast_category,
        found.dims,
        found.today,
        found.outcome,
        found.entered_on,
        case when found.outcome <> 'open' then found.ended_on end as ended_on,
        greatest(found.created_on, last_activity.active_on) as active_on,
        owner.person_id is not null as has_owner,
        owner.left_on,
        case found.currency
            when company.currency then found.amount
            else cast(found.amount * rate.rate as decimal(28, 6))
        end as amount_reporting
    from found
    cross join {{ ref('company') }} as company
    left join {{ ref('crm_hygiene__stages') }} as stages on found.stage = stages.stage
    left join {{ ref('last_activity') }} as last_activity
        on found.opportunity_id = last_activity.opportunity_id
    left join {{ ref('owner') }} as owner on found.owner_id = owner.person_id
    left join rate on found.currency = rate.currency
    where found.outcome = 'open' or found.today - found.ended_on <= found.closed_within
)

select * from final
