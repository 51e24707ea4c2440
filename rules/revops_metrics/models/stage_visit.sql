-- An unbroken stay of an open deal in a stage, and where it went from there.
{{ config(materialized='table') }}

with stages as (
    select * from {{ ref('revops_metrics__stages') }}
),

-- Without the file nobody knows what is open.
has_stages as (
    select count(*) as stages
    from stages
    having count(*) > 0
),

entered as (
    select
        stretch.opportunity_id,
        stretch.valid_from,
        stretch.stage,
        stretch.owner_id,
        stages.position,
        coalesce(stages.outcome, 'open') as outcome
    from {{ ref('stretch') }} as stretch
    cross join has_stages
    left join stages on stretch.stage = stages.stage
    where stretch.is_entry
),

visited as (
    select
        opportunity_id,
        stage,
        position,
        outcome,
        owner_id,
        valid_from as entered_at,
        lead(valid_from) over (partition by opportunity_id order by valid_from) as left_at,
        lead(stage) over (partition by opportunity_id order by valid_from) as next_stage,
        lead(position) over (partition by opportunity_id order by valid_from) as next_position,
        lead(outcome) over (partition by opportunity_id order by valid_from) as next_outcome
    from entered
),

final as (
    select
        opportunity_id,
        stage,
        owner_id,
        entered_at,
        left_at,
        next_stage,
        case when next_outcome <> 'open' then left_at end as closed_at,
        12 * date_part('year', entered_at) + date_part('month', entered_at) as entered_no,
        12 * date_part('year', left_at) + date_part('month', left_at) as left_no,
        cast(left_at as date) - cast(entered_at as date) as days,
        coalesce(
            next_outcome = 'won' or (next_outcome = 'open' and next_position > position), false
        ) as is_advanced
    from visited
    where outcome = 'open' and (left_at is null or entered_at < left_at)
)

select * from final
