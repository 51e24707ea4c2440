-- What a month leaves open in each stage, and what entered and left it.
with moved as (
    select
        opportunity_id,
        owner_id,
        stage,
        entered_no as month_no,
        1 as entered,
        0 as gone,
        0 as advanced,
        0 as days
    from {{ ref('stage_visit') }}
    union all
    select
        opportunity_id,
        owner_id,
        stage,
        left_no as month_no,
        0 as entered,
        1 as gone,
        cast(is_advanced as integer) as advanced,
        days
    from {{ ref('stage_visit') }}
    where left_no is not null
),

flow as (
    select
        moved.month_no,
        month.period,
        moved.owner_id as person_id,
        team.team_id,
        coalesce(opportunity.territory_id, team.territory_id) as territory_id,
        customer.segment,
        moved.stage,
        sum(moved.entered) as entered_deals,
        sum(moved.gone) as left_deals,
        sum(moved.advanced) as advanced_deals,
        sum(moved.days) as stage_days
    from moved
    inner join {{ ref('month') }} as month on moved.month_no = month.month_no
    inner join {{ ref('opportunity') }} as opportunity
        on moved.opportunity_id = opportunity.opportunity_id
    left join {{ ref('customer') }} as customer
        on opportunity.customer_id = customer.customer_id
    left join {{ ref('team') }} as team
        on moved.month_no = team.month_no and moved.owner_id = team.person_id
    group by all
),

standing as (
    select
        month_no,
        period,
        person_id,
        team_id,
        territory_id,
        segment,
        stage,
        sum(open_deals) as open_deals,
        coalesce(sum(open_amount), 0) as open_amount,
        sum(age_days) as age_days,
        sum(late_deals) as late_deals,
        sum(stale_deals) as stale_deals,
        sum(engaged_amount) as engaged_amount,
        sum(contradicted_deals) as contradicted_deals
    from {{ ref('metric_deal') }}
    where is_open
    group by all
),

stock as (
    select
        standing.*,
        {{ at_rate('standing.open_amount', 'stages.probability') }} as weighted_amount
    from standing
    left join {{ ref('revops_metrics__stages') }} as stages on standing.stage = stages.stage
),

final as (
    select
        *,
        'stages' as source
    from stock
    union all by name
    select
        *,
        'moves' as source
    from flow
)

select * from final
