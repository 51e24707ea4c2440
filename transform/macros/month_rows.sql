{#- What packages that judge months have in common. -#}

{#- The months between the first and the last day of which something is recorded. There is no clock:
    the last month is judged on the last of these days, every other one on its last day.

    The CTEs of a model, the last of which is `final`. `recorded` is a relation with first_day and
    last_day; the fiscal quarter and year are those of `calendar`. -#}
{% macro month_rows(recorded, calendar) -%}
bounds as (
    select
        min(first_day) as first_day,
        max(last_day) as last_day
    from {{ recorded }}
),

started as (
    select
        cast(unnest(generate_series(
            date_trunc('month', first_day), date_trunc('month', last_day), interval 1 month
        )) as date) as starts_on,
        last_day
    from bounds
),

numbered as (
    select
        starts_on,
        12 * date_part('year', starts_on) + date_part('month', starts_on) as month_no,
        strftime(starts_on, '%Y-%m') as period,
        least(last_day(starts_on), last_day) as known_on
    from started
),

final as (
    select
        numbered.month_no,
        numbered.period,
        numbered.starts_on,
        numbered.known_on,
        calendar.quarter_start,
        calendar.year_start,
        calendar.quarter,
        calendar.year
    from numbered
    left join {{ calendar }} as calendar on numbered.starts_on = calendar.day
)
{%- endmacro %}

{#- The rate of each currency on the day on which a month is judged, or the last one before.

    `months` is a relation with month_no and the day; `rates` and `company` are the core's fx_daily
    and company. -#}
{% macro month_rates(months, day, rates, company) -%}
select
        month.month_no,
        fx_daily.currency,
        arg_max(fx_daily.rate, fx_daily.day) as rate
    from {{ months }} as month
    inner join {{ rates }} as fx_daily on month.{{ day }} >= fx_daily.day
    cross join {{ company }} as company
    where fx_daily.currency <> company.currency
    group by month.month_no, fx_daily.currency
    union all
    select
        month.month_no,
        company.currency,
        cast(1 as decimal(28, 10)) as rate
    from {{ months }} as month
    cross join {{ company }} as company
{%- endmacro %}
