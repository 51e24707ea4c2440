-- What persons, teams and the company delivered of what stood in a category so many months before
-- the end of the quarter in which it was due: what was won of it in that quarter. Of the quarters
-- that were over, and not too long ago.
with ended as (
    select
        target_no,
        horizon,
        category,
        person_id,
        team_id,
        sum(amount) as amount,
        sum(won_amount) as won_amount
    from {{ ref('open_deal') }}
    where is_over and amount is not null
    group by target_no, horizon, category, person_id, team_id
),

learned as (
    select
        lesson.learned_no,
        ended.horizon,
        ended.category,
        ended.person_id,
        ended.team_id,
        grouping(ended.person_id) = 0 as is_person,
        grouping(ended.team_id) = 0 as is_team,
        count(distinct ended.target_no) as quarters,
        sum(ended.amount) as amount,
        sum(ended.won_amount) as won_amount
    from {{ ref('lesson') }} as lesson
    inner join ended on lesson.target_no = ended.target_no
    group by grouping sets (
        (lesson.learned_no, ended.horizon, ended.category, ended.person_id),
        (lesson.learned_no, ended.horizon, ended.category, ended.team_id),
        (lesson.learned_no, ended.horizon, ended.category)
    )
),

final as (
    select
        learned_no,
        horizon,
        category,
        case when is_person then 'person' when is_team then 'team' else 'company' end as level,
        coalesce(person_id, team_id, '') as member,
        quarters,
        cast(amount as decimal(28, 6)) as amount,
        cast(won_amount as decimal(28, 6)) as won_amount,
        {{ share_of('won_amount', 'amount') }} as share
    from learned
)

select * from final
