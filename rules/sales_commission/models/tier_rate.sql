-- What "retroactive" means, as a table. Between the lower bound of a retroactive tier and that of
-- the next one (`reached_from`, `reached_to`), every tier below it is paid at its rate; tiers above
-- it at their own. Without retroactive tiers there is one such stretch, and each tier is paid at
-- its own rate. What still lies above the stretch after a credit note is paid at its last rate.
with tier as (
    select
        *,
        max(tier_no) filter (where is_retro or tier_no = 1) over (
            partition by plan_id, component_id
            order by tier_no
            rows between unbounded preceding and current row
        ) as stretch_no
    from {{ ref('plan_tier') }}
),

stretch as (
    select
        plan_id,
        component_id,
        stretch_no,
        min(lower) as reached_from,
        arg_min(is_open, tier_no) as is_open_from,
        max(tier_no) as last_tier_no,
        lead(min(lower)) over (
            partition by plan_id, component_id order by stretch_no
        ) as reached_to,
        lead(arg_min(is_open, tier_no)) over (
            partition by plan_id, component_id order by stretch_no
        ) as is_open_to
    from tier
    group by plan_id, component_id, stretch_no
),

final as (
    select
        stretch.plan_id,
        stretch.component_id,
        stretch.stretch_no,
        case when stretch.stretch_no > 1 then stretch.reached_from end as reached_from,
        stretch.reached_to,
        coalesce(stretch.is_open_from, false) as is_open_from,
        coalesce(stretch.is_open_to, false) as is_open_to,
        tier.tier_no,
        case when tier.tier_no > 1 then tier.lower end as tier_from,
        tier.upper as tier_to,
        paid.tier_no as paid_tier_no,
        paid.rate
    from stretch
    inner join tier
        on stretch.plan_id = tier.plan_id and stretch.component_id = tier.component_id
    inner join tier as paid
        on stretch.plan_id = paid.plan_id
            and stretch.component_id = paid.component_id
            and paid.tier_no
            = least(greatest(tier.tier_no, stretch.stretch_no), stretch.last_tier_no)
)

select * from final
