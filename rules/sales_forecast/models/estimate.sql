-- What each method expects that a person wins of a quarter: won so far, open deals, and what is
-- still to come.
with method as (
    select method
    from {{ ref('sales_forecast__methods') }}
    where method <> 'blend'
),

trained as (
    select distinct learned_on
    from {{ ref('model') }}
),

expected as (
    select
        basis.*,
        method.method,
        coalesce(judged.amount, 0) as judged_amount,
        {{ part_of('basis.created_amount', 'coalesce(pace.later_share, 0)') }} as later_amount,
        {{ part_of(
            part_of('basis.created_amount', 'pace.conversion'), 'pace.left_share'
        ) }} as paced_amount
    from {{ ref('basis') }} as basis
    cross join method
    left join {{ ref('pace') }} as pace
        on basis.learned_no = pace.learned_no and basis.horizon = pace.horizon
    left join {{ ref('method_open') }} as judged
        on basis.as_of = judged.as_of and basis.quarter = judged.quarter
            and basis.person_id is not distinct from judged.person_id
            and method.method = judged.method
    where basis.is_known
        and (
            method.method <> 'top_down'
            or (pace.conversion is not null and pace.left_share is not null)
        )
        and (
            method.method <> 'statistical'
            or basis.learned_on in (select learned_on from trained)
        )
),

final as (
    select
        month_no,
        as_of,
        learned_no,
        target_no,
        quarter,
        starts_on,
        ends_on,
        horizon,
        is_over,
        method,
        person_id,
        closed_amount,
        case method when 'top_down' then 0 else judged_amount end as open_amount,
        case method when 'top_down' then paced_amount else later_amount end as later_amount
    from expected
)

select * from final
