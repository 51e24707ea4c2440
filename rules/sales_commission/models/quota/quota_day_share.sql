-- How much of a window counts: the days on the plan, where the plan prorates by them, without the
-- days of leave, where it relieves them. The day of joining is the first of a stretch that begins
-- after the plan itself.
with asked as (
    select
        part.plan_id,
        part.payee_id,
        part.quota,
        part."window",
        part.window_start,
        span.last_day,
        use.prorate,
        use.counts_first_day,
        use.leave <> 'none' as is_relieved
    from {{ ref('quota_part') }} as part
    inner join {{ ref('quota_use') }} as use
        on part.plan_id = use.plan_id
            and part.quota = use.quota
            and part."window" = use."window"
    inner join {{ ref('window_span') }} as span
        on part."window" = span."window" and part.window_start = span.window_start
    where use.prorate <> 'none' or use.leave <> 'none'
),

day_of_leave as (
    select distinct
        leave.person_id,
        calendar.day
    from {{ ref('leave') }} as leave
    inner join {{ ref('calendar') }} as calendar
        on leave.starts_on <= calendar.day and leave.ends_on >= calendar.day
),

day_on_plan as (
    select
        covered.plan_id,
        covered.person_id,
        calendar.day,
        covered.valid_from > plan.valid_from and covered.valid_from = calendar.day as is_first
    from {{ ref('payee_plan') }} as covered
    inner join {{ ref('plan') }} as plan on covered.plan_id = plan.plan_id
    inner join {{ ref('calendar') }} as calendar
        on covered.valid_from <= calendar.day and covered.valid_until > calendar.day
    where covered.plan_id in (select asked.plan_id from asked)
),

judged as (
    select
        asked.*,
        asked.prorate = 'none'
        or (day_on_plan.day is not null and (asked.counts_first_day or not day_on_plan.is_first))
            as is_on,
        asked.is_relieved and day_of_leave.day is not null as is_on_leave
    from asked
    inner join {{ ref('calendar') }} as calendar
        on asked.window_start <= calendar.day and asked.last_day >= calendar.day
    left join day_on_plan
        on asked.plan_id = day_on_plan.plan_id
            and asked.payee_id = day_on_plan.person_id
            and calendar.day = day_on_plan.day
    left join day_of_leave
        on asked.payee_id = day_of_leave.person_id and calendar.day = day_of_leave.day
    where asked.prorate <> 'working' or isodow(calendar.day) < 6
),

final as (
    select
        plan_id,
        payee_id,
        quota,
        "window",
        window_start,
        count(*) as days,
        count(*) filter (where is_on and not is_on_leave) as days_counted,
        count(*) filter (where is_on and is_on_leave) as days_on_leave
    from judged
    group by all
)

select * from final
