-- The bridge by product: each line of a customer moves as the customer does, so that a change of
-- product comes to what it changes in all.
with moved as (
    select
        customer_month.month_no,
        customer_month.period,
        customer_month.customer_id,
        customer_month.person_id,
        customer_month.segment,
        customer_month.movement,
        line.product_id,
        sum(line.opening_mrr) as opening_mrr,
        sum(line.revalued_mrr - line.opening_mrr) as fx_mrr,
        sum(line.closing_mrr - line.revalued_mrr) as movement_mrr,
        sum(line.closing_mrr) as closing_mrr
    from {{ ref('mrr_line') }} as line
    inner join {{ ref('customer_month') }} as customer_month
        on line.month_no = customer_month.month_no
            and line.customer_id = customer_month.customer_id
    where line.opening_mrr <> 0 or line.revalued_mrr <> 0 or line.closing_mrr <> 0
    group by all
),

final as (
    select
        month_no,
        period,
        customer_id,
        person_id,
        segment,
        product_id,
        opening_mrr,
        case movement when 'new' then movement_mrr else 0 end as new_mrr,
        case movement when 'reactivation' then movement_mrr else 0 end as reactivation_mrr,
        case movement when 'expansion' then movement_mrr else 0 end as expansion_mrr,
        case movement when 'contraction' then -movement_mrr else 0 end as contraction_mrr,
        case movement when 'churn' then -movement_mrr else 0 end as churn_mrr,
        fx_mrr,
        closing_mrr
    from moved
)

select * from final
