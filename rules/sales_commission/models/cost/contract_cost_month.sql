-- The plan of each capitalised cost: equal months, halves at both ends where it begins in the
-- middle of a month, or each month by its days. Sums so far are rounded, so that the months come to
-- the cost, to the cent.
with month as (
    select
        *,
        cast(unnest(generate_series(
            date_trunc('month', starts_on),
            date_trunc('month', ends_before - 1),
            to_months(1)
        )) as date) as month_start
    from {{ ref('contract_cost') }}
    where is_capitalised
),

weighed as (
    select
        *,
        cast(case spread_by
            when 'day'
                then least(cast(month_start + to_months(1) as date), ends_before)
                    - greatest(month_start, starts_on)
            when 'half_month'
                then if(month_start = starts_on or month_start + to_months(1) = ends_before, 1, 2)
            else 1
        end as decimal(28, 6)) as weight,
        cast(case spread_by
            when 'day' then ends_before - starts_on
            when 'half_month' then 2 * months
            else months
        end as decimal(28, 6)) as total
    from month
),

running as (
    select
        *,
        cast(sum(weight) over (
            partition by posting_key
            order by month_start
            rows between unbounded preceding and current row
        ) as decimal(28, 6)) as weight_so_far
    from weighed
),

due as (
    select
        *,
        {{ proportion('amount', 'weight_so_far', 'total') }} as exact_so_far
    from running
),

rounded_so_far as (
    select
        *,
        {{ rounded('exact_so_far', 'minor_unit', 'rounding_mode') }} as due_so_far
    from due
),

final as (
    select
        posting_key,
        month_start,
        cast(weight as integer) as weight,
        cast(total as integer) as total,
        cast(due_so_far - coalesce(
            lag(due_so_far) over (partition by posting_key order by month_start), 0
        ) as decimal(28, 6)) as amount,
        due_so_far,
        minor_unit,
        rounding_mode
    from rounded_so_far
)

select * from final
