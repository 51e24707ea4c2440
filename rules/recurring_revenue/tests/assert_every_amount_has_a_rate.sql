-- Without a rate a subscription counts for nothing.
{{ config(severity='warn') }}

select
    month_end.month_no,
    month_end.currency,
    count(*) as lines
from {{ ref('month_end') }} as month_end
left join {{ ref('month_rate') }} as month_rate
    on month_end.month_no = month_rate.month_no and month_end.currency = month_rate.currency
where month_rate.rate is null
group by month_end.month_no, month_end.currency
