-- What the company tells by month: spend, revenue, customers; with what it was a month and a
-- quarter before, which some definitions compare with.
with known as (
    select
        month.month_no,
        month.period,
        nullif(figures.segment, 'all') as segment,
        sum(figures.value) filter (where figures.figure = 'revenue') as revenue,
        sum(figures.value) filter (where figures.figure = 'gross_profit') as gross_profit,
        sum(figures.value) filter (where figures.figure = 'customers') as customers,
        sum(figures.value) filter (where figures.figure = 'churned_customers') as churned_customers,
        sum(figures.value) filter (where figures.figure = 'net_new_arr') as net_new_arr,
        sum(figures.value) filter (where figures.figure = 'new_arr') as new_arr,
        sum(figures.value) filter (where figures.figure = 'expansion_arr') as expansion_arr,
        sum(figures.value) filter (where figures.figure = 'employees') as employees,
        sum(figures.value) filter (where figures.figure = 'forecast') as forecast,
        sum(figures.value) filter (
            where figures.figure in ('sales_spend', 'marketing_spend')
        ) as spend
    from {{ ref('revops_metrics__figures') }} as figures
    inner join {{ ref('month') }} as month on figures.period = month.period
    group by all
),

final as (
    select
        known.month_no,
        known.period,
        known.segment,
        known.revenue as revenue_amount,
        known.gross_profit as gross_profit_amount,
        known.customers as customer_months,
        known.churned_customers,
        known.net_new_arr as net_new_arr_amount,
        known.new_arr as new_arr_amount,
        known.expansion_arr as expansion_arr_amount,
        known.employees as employee_months,
        known.forecast as forecast_amount,
        case when known.forecast is not null then 0 end as won_amount,
        known.spend as spend_amount,
        month_before.spend as spend_month_before,
        quarter_before.spend as spend_quarter_before,
        known.revenue - quarter_before.revenue as revenue_growth
    from known
    left join known as month_before
        on known.month_no = month_before.month_no + 1
            and known.segment is not distinct from month_before.segment
    left join known as quarter_before
        on known.month_no = quarter_before.month_no + 3
            and known.segment is not distinct from quarter_before.segment
)

select * from final
