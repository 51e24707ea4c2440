-- What a month leaves is what the next one begins with, and in between nothing is lost: a cent that
-- is missing here would be missing in every figure that finance reports of growth.
with bridge as (
    select
        month.month_no,
        coalesce(sum(part.opening_mrr), 0) as opening,
        coalesce(sum(part.closing_mrr), 0) as closing,
        coalesce(sum(
            part.new_mrr + part.reactivation_mrr + part.expansion_mrr - part.contraction_mrr
            - part.churn_mrr + part.fx_mrr
        ), 0) as moved
    from {{ ref('month') }} as month
    left join {{ ref('mrr_part') }} as part
        on month.period = part.period and part.source = 'movements'
    group by month.month_no
)

select bridge.*
from bridge
left join bridge as before on bridge.month_no = before.month_no + 1
where bridge.opening + bridge.moved <> bridge.closing
    or bridge.opening <> coalesce(before.closing, 0)
