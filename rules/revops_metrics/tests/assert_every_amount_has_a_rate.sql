-- Without a rate a deal is counted, and its amount is not.
{{ config(severity='warn') }}

select
    deal.period,
    opportunity.currency,
    count(*) as deals
from {{ ref('deal_month') }} as deal
inner join {{ ref('opportunity') }} as opportunity
    on deal.opportunity_id = opportunity.opportunity_id
inner join {{ ref('month_end') }} as month_end
    on deal.opportunity_id = month_end.opportunity_id and deal.month_no = month_end.month_no
where deal.amount is null and month_end.amount is not null
group by all
