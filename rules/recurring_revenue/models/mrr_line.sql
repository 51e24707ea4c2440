-- What a line was when the month opened, a year before, and is at its end, in the company's
-- currency. At the rate of the end the opening is worth `revalued`: to it is the effect of exchange
-- rates, from it that of the customer. Each is rounded as it stands, so that differences add up.
{{ config(materialized='table') }}

with placed as (
    select
        *,
        month_no as in_month,
        'end' as moment
    from {{ ref('month_end') }}
    union all
    select
        *,
        month_no + 1 as in_month,
        'beginning' as moment
    from {{ ref('month_end') }}
    union all
    select
        *,
        month_no + 12 as in_month,
        'a year before' as moment
    from {{ ref('month_end') }}
),

summed as (
    select
        in_month as month_no,
        customer_id,
        product_id,
        currency,
        coalesce(sum(mrr) filter (where moment = 'end'), 0) as mrr,
        coalesce(sum(mrr) filter (where moment = 'beginning'), 0) as mrr_before,
        coalesce(sum(mrr) filter (where moment = 'a year before'), 0) as mrr_year_before,
        arg_max(record, month_no) as record
    from placed
    group by in_month, customer_id, product_id, currency
),

final as (
    select
        summed.month_no,
        summed.customer_id,
        summed.product_id,
        summed.currency,
        {{ at_rate('summed.mrr_before', 'month_rate.rate_before') }} as opening_mrr,
        {{ at_rate('summed.mrr_before', 'month_rate.rate') }} as revalued_mrr,
        {{ at_rate('summed.mrr', 'month_rate.rate') }} as closing_mrr,
        {{ at_rate('summed.mrr_year_before', 'month_rate.rate') }} as year_before_mrr,
        summed.record
    from summed
    inner join {{ ref('month') }} as month on summed.month_no = month.month_no
    cross join {{ ref('company') }} as company
    inner join {{ ref('currency') }} as currency on company.currency = currency.currency
    left join {{ ref('month_rate') }} as month_rate
        on summed.month_no = month_rate.month_no and summed.currency = month_rate.currency
)

select * from final
