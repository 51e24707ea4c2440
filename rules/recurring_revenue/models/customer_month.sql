-- The bridge of a customer: opening + fx + movement = closing, to the cent. What kind of movement
-- it is, the customer as a whole decides: who drops one of two products contracts, who drops the
-- last one is lost, who comes back is no new customer.
{{ config(materialized='table') }}

with summed as (
    select
        month_no,
        customer_id,
        sum(opening_mrr) as opening_mrr,
        sum(revalued_mrr) as revalued_mrr,
        sum(closing_mrr) as closing_mrr,
        sum(year_before_mrr) as year_before_mrr,
        arg_max(record, (closing_mrr > 0, record.mrr, record.subscription_id)) as record
    from {{ ref('mrr_line') }}
    group by month_no, customer_id
),

dated as (
    select
        *,
        min(month_no) filter (where closing_mrr > 0) over (
            partition by customer_id order by month_no
        ) as first_no
    from summed
),

final as (
    select
        dated.month_no,
        month.period,
        dated.customer_id,
        customer.segment,
        dated.record.owner_id as person_id,
        dated.first_no,
        case
            when dated.opening_mrr <= 0 and dated.closing_mrr > 0
                then case when dated.month_no = dated.first_no then 'new' else 'reactivation' end
            when dated.opening_mrr > 0 and dated.closing_mrr <= 0 then 'churn'
            when dated.closing_mrr < dated.revalued_mrr then 'contraction'
            else 'expansion'
        end as movement,
        cast(dated.opening_mrr as decimal(28, 6)) as opening_mrr,
        cast(dated.revalued_mrr - dated.opening_mrr as decimal(28, 6)) as fx_mrr,
        cast(dated.closing_mrr - dated.revalued_mrr as decimal(28, 6)) as movement_mrr,
        cast(dated.closing_mrr as decimal(28, 6)) as closing_mrr,
        cast(dated.year_before_mrr as decimal(28, 6)) as year_before_mrr,
        dated.record.source_system,
        dated.record.source_table,
        dated.record.source_id,
        dated.record.source_hash
    from dated
    inner join {{ ref('month') }} as month on dated.month_no = month.month_no
    left join {{ ref('customer') }} as customer on dated.customer_id = customer.customer_id
)

select * from final
