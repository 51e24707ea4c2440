-- The quarters that a version forecasts: the one that its next month lies in, and the one after it.
with ahead as (
    select
        version.*,
        version.next_quarter_no + number.ahead as target_no
    from {{ ref('version') }} as version
    cross join (values (0), (1)) as number (ahead)
),

final as (
    select
        month_no,
        as_of,
        learned_no,
        learned_on,
        target_no,
        {{ quarter_name('target_no', 'shift') }} as quarter,
        {{ month_end(last_month('(target_no - 1)', 'shift')) }} + 1 as starts_on,
        {{ month_end(last_month('target_no', 'shift')) }} as ends_on,
        {{ last_month('target_no', 'shift') }} as last_month_no,
        {{ last_month('target_no', 'shift') }} - month_no as horizon,
        {{ last_month('target_no', 'shift') }} in (select month_no from {{ ref('version') }})
            as is_over
    from ahead
)

select * from final
