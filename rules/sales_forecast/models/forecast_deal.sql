-- Every deal that a version finds open, with what each method expects of it, and what to look at.
with fewest as (
    select
        coalesce(max(value) filter (setting = 'fewest_quarters'), 1) as quarters,
        coalesce(max(value) filter (setting = 'fewest_deals'), 1) as deals
    from {{ ref('sales_forecast__settings') }}
),

shares as (
    select * from {{ ref('sales_forecast__shares') }}
),

fixed as (
    select * from {{ ref('sales_forecast__probabilities') }}
),

final as (
    select
        deal.as_of,
        deal.opportunity_id,
        deal.quarter,
        deal.horizon,
        deal.person_id,
        deal.team_id,
        deal.segment,
        deal.stage,
        deal.category,
        deal.amount,
        deal.closed_on,
        coalesce(person.share, team.share, whole.share, shares.share, 0) as delivery,
        coalesce(by_segment.probability, by_stage.probability, fixed.probability, 0)
            as stage_probability,
        coalesce(fixed.probability, 0) as fixed_probability,
        scored.probability as statistical_probability,
        scored.points,
        list_filter([
            case when deal.closed_on is null then 'no_date' end,
            case when deal.closed_on <= deal.as_of then 'overdue' end,
            case when deal.amount is null then 'no_amount' end,
            case when deal.pushes > 1 then 'pushed_again' end,
            case when deal.as_of - cast(deal.valid_from as date) > 30 then 'quiet' end
        ], lambda risk: risk is not null) as risks
    from {{ ref('open_deal') }} as deal
    cross join fewest
    left join {{ ref('delivery') }} as person
        on deal.learned_no = person.learned_no and deal.horizon = person.horizon
            and deal.category = person.category and person.level = 'person'
            and deal.person_id = person.member and fewest.quarters <= person.quarters
    left join {{ ref('delivery') }} as team
        on deal.learned_no = team.learned_no and deal.horizon = team.horizon
            and deal.category = team.category and team.level = 'team'
            and deal.team_id = team.member and fewest.quarters <= team.quarters
    left join {{ ref('delivery') }} as whole
        on deal.learned_no = whole.learned_no and deal.horizon = whole.horizon
            and deal.category = whole.category and whole.level = 'company'
    left join {{ ref('stage_probability') }} as by_segment
        on deal.learned_no = by_segment.learned_no and deal.stage = by_segment.stage
            and deal.segment = by_segment.segment and not by_segment.is_of_all
            and fewest.deals <= by_segment.deals
    left join {{ ref('stage_probability') }} as by_stage
        on deal.learned_no = by_stage.learned_no and deal.stage = by_stage.stage
            and by_stage.is_of_all and fewest.deals <= by_stage.deals
    left join {{ ref('scored_deal') }} as scored
        on deal.month_no = scored.month_no and deal.opportunity_id = scored.opportunity_id
    left join shares on deal.category = shares.category
    left join fixed on deal.stage = fixed.stage
)

select * from final
