-- A deal in a month, with whose it is, amounts in the company's currency, and days. What was due is
-- what the month before had left with a date in this one, as far as this one is over.
{{ config(materialized='table') }}

with stale as (
    select max(value) as after_days
    from {{ ref('revops_metrics__settings') }}
    where setting = 'stale_after_days'
),

stages as (
    select * from {{ ref('revops_metrics__stages') }}
),

placed as (
    select
        month_end.*,
        closing.closed_at,
        month.period,
        month.known_on,
        opportunity.customer_id,
        opportunity.created_on,
        customer.segment,
        team.team_id,
        coalesce(opportunity.territory_id, team.territory_id) as territory_id,
        stages.is_late,
        {{ at_rate('month_end.amount', 'month_rate.rate') }} as amount_reporting,
        month_rate.rate,
        month_end.was_open
        and month_end.closed_on_before between month.starts_on and month.known_on as is_due
    from {{ ref('month_end') }} as month_end
    inner join {{ ref('month') }} as month on month_end.month_no = month.month_no
    inner join {{ ref('opportunity') }} as opportunity
        on month_end.opportunity_id = opportunity.opportunity_id
    left join {{ ref('closing') }} as closing
        on month_end.opportunity_id = closing.opportunity_id
            and month_end.month_no = closing.month_no
    left join {{ ref('customer') }} as customer
        on opportunity.customer_id = customer.customer_id
    left join {{ ref('team') }} as team
        on month_end.month_no = team.month_no and month_end.owner_id = team.person_id
    left join {{ ref('month_rate') }} as month_rate
        on month_end.month_no = month_rate.month_no
            and opportunity.currency = month_rate.currency
    left join stages on month_end.stage = stages.stage
),

final as (
    select
        placed.month_no,
        placed.period,
        placed.opportunity_id,
        placed.customer_id,
        placed.owner_id as person_id,
        placed.team_id,
        placed.territory_id,
        placed.segment,
        placed.stage,
        placed.closed_at,
        placed.was_open,
        placed.is_created,
        placed.is_reopened,
        placed.is_open,
        placed.is_won,
        placed.is_lost,
        coalesce(placed.is_due, false) as is_due,
        placed.is_open and placed.closed_on > placed.closed_on_before as is_later,
        placed.is_open and placed.is_late as is_late,
        placed.is_contradicted,
        placed.amount_reporting as amount,
        case when placed.is_due then {{ at_rate('placed.amount_before', 'placed.rate') }} end
            as amount_due,
        cast(placed.closed_at as date) - placed.created_on as cycle_days,
        placed.known_on - placed.created_on as age_days,
        placed.known_on - cast(placed.valid_from as date) > stale.after_days as is_stale,
        placed.is_won and first_win.opportunity_id is not null as is_new_customer
    from placed
    cross join stale
    left join {{ ref('first_win') }} as first_win
        on placed.opportunity_id = first_win.opportunity_id
            and placed.closed_at = first_win.won_at
)

select * from final
