-- What the quarters that were over say of one that is so many months from its end, per amount that
-- was created in the three months before: what is won of it in the whole next quarter; what part of
-- a quarter is still to come; and what is won of deals that were not due, or were not there yet.
with ended as (
    select
        target_no,
        horizon,
        sum(created_amount) as created_amount,
        sum(actual_amount) as actual_amount,
        sum(actual_amount - closed_amount - due_amount) as later_amount
    from {{ ref('basis') }}
    where is_over
    group by target_no, horizon
),

season as (
    select
        target.target_no,
        target.horizon,
        sum(deal.amount) filter (deal.won_no > target.month_no) as left_amount,
        sum(deal.amount) as won_amount
    from {{ ref('target') }} as target
    inner join {{ ref('known_deal') }} as deal on target.last_month_no = deal.month_no
    where deal.won_no is not null
    group by target.target_no, target.horizon
),

summed as (
    select
        lesson.learned_no,
        ended.horizon,
        cast(sum(ended.created_amount) as decimal(28, 6)) as created_amount,
        cast(sum(ended.actual_amount) as decimal(28, 6)) as actual_amount,
        cast(sum(ended.later_amount) as decimal(28, 6)) as later_amount,
        cast(sum(season.left_amount) as decimal(28, 6)) as left_amount,
        cast(sum(season.won_amount) as decimal(28, 6)) as won_amount
    from {{ ref('lesson') }} as lesson
    inner join ended on lesson.target_no = ended.target_no
    left join season
        on ended.target_no = season.target_no and ended.horizon = season.horizon
    group by lesson.learned_no, ended.horizon
),

whole as (
    select
        learned_no,
        {{ share_of('actual_amount', 'created_amount') }} as conversion
    from summed
    where horizon = 3
),

final as (
    select
        summed.learned_no,
        summed.horizon,
        whole.conversion,
        {{ share_of('summed.left_amount', 'summed.won_amount') }} as left_share,
        {{ share_of('summed.later_amount', 'summed.created_amount') }} as later_share
    from summed
    left join whole on summed.learned_no = whole.learned_no
)

select * from final
