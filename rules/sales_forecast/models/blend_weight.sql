-- What each method counts in the blend: as much as the mean of its squared errors, of quarters that
-- were over, was small, at the same distance from the end of the quarter. As long as one of them
-- has too little of a past, all count the same but top_down, which knows nothing but the past.
with told as (
    select
        as_of,
        learned_no,
        target_no,
        quarter,
        horizon,
        method,
        cast(sum(closed_amount + open_amount + later_amount) as decimal(28, 6)) as amount
    from {{ ref('estimate') }}
    group by all
),

actual as (
    select
        target_no,
        as_of,
        cast(sum(actual_amount) as decimal(28, 6)) as amount
    from {{ ref('basis') }}
    where is_over
    group by target_no, as_of
    having sum(actual_amount) > 0
),

erred as (
    select
        told.*,
        {{ whole(ratio('(told.amount - actual.amount)', 'actual.amount'), 6) }} as error
    from told
    inner join actual on told.as_of = actual.as_of and told.target_no = actual.target_no
),

learned as (
    select
        told.as_of,
        told.quarter,
        told.horizon,
        told.method,
        count(erred.error) as quarters,
        coalesce(sum(erred.error * erred.error) // count(erred.error), 0) as squared_error
    from told
    left join {{ ref('lesson') }} as lesson on told.learned_no = lesson.learned_no
    left join erred
        on lesson.target_no = erred.target_no and told.horizon = erred.horizon
            and told.method = erred.method
    group by told.as_of, told.quarter, told.horizon, told.method
),

enough as (
    select coalesce(max(value), 1) as quarters
    from {{ ref('sales_forecast__settings') }}
    where setting = 'fewest_quarters'
),

-- Nobody is more exact than a thousandth: one lucky quarter is not everything. Nobody counts for
-- nothing either: where all are wrong a thousand times over, they count the same.
weighed as (
    select
        learned.*,
        case
            when min(learned.quarters) over version < enough.quarters
                then cast(learned.method <> 'top_down' or count(*) over version = 1 as integer)
            else greatest(1000000000000000000 // greatest(learned.squared_error, 1000000), 1)
        end as strength
    from learned
    cross join enough
    window version as (partition by learned.as_of, learned.quarter)
),

totalled as (
    select
        *,
        sum(strength) over (partition by as_of, quarter) as total
    from weighed
),

final as (
    select
        as_of,
        quarter,
        horizon,
        method,
        cast(quarters as integer) as quarters,
        {{ ratio('strength', 'total') }} as weight
    from totalled
)

select * from final
