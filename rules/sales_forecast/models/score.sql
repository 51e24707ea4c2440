-- How each version came out, once its quarter was over: also of who was not known on its day.
with told as (
    select distinct
        as_of,
        quarter,
        method
    from {{ ref('forecast') }}
),

compared as (
    select
        basis.as_of,
        basis.quarter,
        basis.horizon,
        told.method,
        basis.person_id,
        line.team_id,
        basis.actual_amount,
        coalesce(forecast.amount, 0) as forecast_amount
    from {{ ref('basis') }} as basis
    inner join told on basis.as_of = told.as_of and basis.quarter = told.quarter
    left join {{ ref('forecast') }} as forecast
        on basis.as_of = forecast.as_of and basis.quarter = forecast.quarter
            and told.method = forecast.method
            and basis.person_id is not distinct from forecast.person_id
    left join {{ ref('reporting_line') }} as line
        on basis.month_no = line.month_no and basis.person_id = line.person_id
    where basis.is_over
),

summed as (
    select
        as_of,
        quarter,
        horizon,
        method,
        grouping(person_id) as no_person,
        grouping(team_id) as no_team,
        coalesce(person_id, team_id) as member,
        cast(sum(forecast_amount) as decimal(28, 6)) as forecast_amount,
        cast(sum(actual_amount) as decimal(28, 6)) as actual_amount
    from compared
    group by grouping sets (
        (as_of, quarter, horizon, method, person_id),
        (as_of, quarter, horizon, method, team_id),
        (as_of, quarter, horizon, method)
    )
),

measured as (
    select
        *,
        cast(forecast_amount - actual_amount as decimal(28, 6)) as error_amount,
        cast(abs(forecast_amount - actual_amount) as decimal(28, 6)) as missed_amount
    from summed
),

final as (
    select
        as_of,
        quarter,
        horizon,
        method,
        case when no_person = 0 then 'person' when no_team = 0 then 'team' else 'company' end
            as level,
        member,
        forecast_amount,
        actual_amount,
        error_amount,
        cast(1 - {{ share_of('missed_amount', 'actual_amount') }} as decimal(28, 10)) as accuracy,
        cast(1 - {{ share_of('missed_amount', 'forecast_amount') }} as decimal(28, 10))
            as accuracy_of_forecast,
        {{ share_of('error_amount', 'actual_amount') }} as bias
    from measured
)

select * from final
