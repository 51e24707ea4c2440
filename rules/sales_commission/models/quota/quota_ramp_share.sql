-- The ramp's average over the months of a window in which the plan covers the payee, the month of
-- hire being the first. After the last month of the ramp the share is 1.
with asked as (
    select
        part.plan_id,
        part.payee_id,
        part.quota,
        part."window",
        part.window_start,
        span.last_day,
        use.ramp,
        date_trunc('month', person.hired_on) as first_month
    from {{ ref('quota_part') }} as part
    inner join {{ ref('quota_use') }} as use
        on part.plan_id = use.plan_id
            and part.quota = use.quota
            and part."window" = use."window"
    inner join {{ ref('window_span') }} as span
        on part."window" = span."window" and part.window_start = span.window_start
    inner join {{ ref('person') }} as person on part.payee_id = person.person_id
    where len(use.ramp) > 0
        and person.hired_on is not null
        and span.last_day < date_trunc('month', person.hired_on) + to_months(24 + len(use.ramp))
),

ramped as (
    select distinct
        asked.* exclude (first_month),
        month.window_start as month_start,
        date_diff('month', asked.first_month, month.window_start) + 1 as tenure
    from asked
    inner join {{ ref('window_span') }} as month
        on month."window" = 'month'
            and asked.window_start <= month.window_start
            and asked.last_day >= month.window_start
    inner join {{ ref('payee_plan') }} as covered
        on asked.plan_id = covered.plan_id
            and asked.payee_id = covered.person_id
            and month.last_day >= covered.valid_from
            and month.window_start < covered.valid_until
),

final as (
    select
        plan_id,
        payee_id,
        quota,
        "window",
        window_start,
        cast(sum(
            case when tenure <= len(ramp) then ramp[greatest(tenure, 1)] else 1 end
        ) as decimal(28, 10)) as share_sum,
        count(*) as months
    from ramped
    group by all
)

select * from final
