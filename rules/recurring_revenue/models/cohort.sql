-- What is left, month by month, of the customers who began to pay in the same month.
{{ config(materialized='table') }}

with size as (
    select
        first_no,
        segment,
        count(*) as customers,
        sum(closing_mrr) as mrr
    from {{ ref('customer_month') }}
    where month_no = first_no
    group by first_no, segment
),

retained as (
    select
        first_no,
        month_no,
        segment,
        count(*) as customers,
        sum(closing_mrr) as mrr
    from {{ ref('customer_month') }}
    where closing_mrr > 0
    group by first_no, month_no, segment
),

final as (
    select
        first_month.period as cohort,
        first_month.starts_on as cohort_starts_on,
        cast(month.month_no - size.first_no as integer) as months_since,
        month.period,
        size.segment,
        size.customers as cohort_customers,
        cast(size.mrr as decimal(28, 6)) as cohort_mrr,
        coalesce(retained.customers, 0) as retained_customers,
        cast(coalesce(retained.mrr, 0) as decimal(28, 6)) as retained_mrr
    from size
    inner join {{ ref('month') }} as first_month on size.first_no = first_month.month_no
    inner join {{ ref('month') }} as month on size.first_no <= month.month_no
    left join retained
        on size.first_no = retained.first_no
            and month.month_no = retained.month_no
            and size.segment is not distinct from retained.segment
)

select * from final
