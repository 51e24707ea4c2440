-- Who is tied stands in the same place, and the next one after all of them. With ties: earliest
-- nobody is tied: first stands who reached the score first.
{{ config(materialized='table') }}

with ordered as (
    select
        *,
        cast(ties = 'earliest' as integer) * row_number() over (
            partition by plan_id, component_id order by reached_on, reached_by, payee_id
        ) as tie_break
    from {{ ref('contest_score') }}
),

ranked as (
    select
        *,
        rank() over places as place,
        count(*) over (
            partition by plan_id, component_id, is_eligible, score, tie_break
        ) as tied
    from ordered
    window places as (
        partition by plan_id, component_id order by is_eligible desc, score desc, tie_break asc
    )
),

final as (
    select
        ranked.plan_id,
        ranked.component_id,
        ranked.ends_on,
        ranked.payee_id,
        ranked.score,
        ranked.is_eligible,
        ranked.ties,
        cast(ranked.place as integer) as place,
        cast(ranked.tied as integer) as tied,
        cast(coalesce(sum(prize.amount), 0) as decimal(28, 6)) as prizes,
        cast(coalesce(max(prize.amount), 0) as decimal(28, 6)) as best_prize
    from ranked
    left join {{ ref('plan_contest_prize') }} as prize
        on ranked.plan_id = prize.plan_id
            and ranked.component_id = prize.component_id
            and ranked.is_eligible
            and ranked.place <= prize.place
            and ranked.place + ranked.tied > prize.place
    group by all
)

select * from final
