-- When a deal that a month finds closed had been closed; a deal that was never open, at once.
with left_open as (
    select
        opportunity_id,
        left_no as month_no,
        max(closed_at) as closed_at
    from {{ ref('stage_visit') }}
    where closed_at is not null
    group by opportunity_id, left_no
),

final as (
    select
        month_end.opportunity_id,
        month_end.month_no,
        month_end.is_won,
        coalesce(left_open.closed_at, month_end.valid_from) as closed_at
    from {{ ref('month_end') }} as month_end
    left join left_open
        on month_end.opportunity_id = left_open.opportunity_id
            and month_end.month_no = left_open.month_no
    where not month_end.is_open
)

select * from final
