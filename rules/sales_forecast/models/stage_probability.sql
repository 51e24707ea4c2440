-- How many of the deals that stood open in a stage at the end of a month were won in the quarter in
-- which they were due: by segment, and of all segments. A deal counts once for a quarter and stage.
with ended as (
    select
        target_no,
        stage,
        segment,
        count(distinct opportunity_id) as deals,
        count(distinct opportunity_id) filter (is_won) as won_deals
    from {{ ref('open_deal') }}
    where is_over
    group by target_no, stage, segment
),

learned as (
    select
        lesson.learned_no,
        ended.stage,
        ended.segment,
        grouping(ended.segment) = 1 as is_of_all,
        sum(ended.deals) as deals,
        sum(ended.won_deals) as won_deals
    from {{ ref('lesson') }} as lesson
    inner join ended on lesson.target_no = ended.target_no
    group by grouping sets (
        (lesson.learned_no, ended.stage, ended.segment), (lesson.learned_no, ended.stage)
    )
),

final as (
    select
        learned_no,
        stage,
        segment,
        is_of_all,
        cast(deals as bigint) as deals,
        cast(won_deals as bigint) as won_deals,
        {{ ratio('won_deals', 'deals') }} as probability
    from learned
)

select * from final
