-- What all methods share: what a person has won of a quarter by a version, and what they created in
-- the three months before it; and what became of it.
with counted as (
    select
        deal.month_no,
        deal.person_id,
        coalesce(sum(deal.amount) filter (deal.is_new), 0) as created_amount
    from {{ ref('known_deal') }} as deal
    group by deal.month_no, deal.person_id
),

won as (
    select
        month_no,
        person_id,
        {{ quarter_of('won_no', 'shift') }} as quarter_no,
        coalesce(sum(amount), 0) as amount
    from {{ ref('known_deal') }}
    where won_no is not null
    group by month_no, person_id, quarter_no
),

due as (
    select
        month_no,
        target_no,
        person_id,
        coalesce(sum(won_amount), 0) as won_amount
    from {{ ref('open_deal') }}
    where is_over
    group by month_no, target_no, person_id
),

-- Whoever wins in the quarter belongs to it, also who was not known yet.
named as (
    select
        target.month_no,
        target.target_no,
        counted.person_id
    from {{ ref('target') }} as target
    inner join counted on target.month_no = counted.month_no
    union
    select
        target.month_no,
        target.target_no,
        won.person_id
    from {{ ref('target') }} as target
    inner join won on target.last_month_no = won.month_no
),

final as (
    select
        target.*,
        named.person_id,
        counted.month_no is not null as is_known,
        coalesce(counted.created_amount, 0) as created_amount,
        coalesce(closed.amount, 0) as closed_amount,
        case when target.is_over then coalesce(actual.amount, 0) end as actual_amount,
        case when target.is_over then coalesce(due.won_amount, 0) end as due_amount
    from named
    inner join {{ ref('target') }} as target
        on named.month_no = target.month_no and named.target_no = target.target_no
    left join counted
        on named.month_no = counted.month_no
            and named.person_id is not distinct from counted.person_id
    left join won as closed
        on named.month_no = closed.month_no and named.target_no = closed.quarter_no
            and named.person_id is not distinct from closed.person_id
    left join won as actual
        on target.last_month_no = actual.month_no
            and named.person_id is not distinct from actual.person_id
    left join due
        on named.month_no = due.month_no and named.target_no = due.target_no
            and named.person_id is not distinct from due.person_id
)

select * from final
