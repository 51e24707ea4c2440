-- What each deal adds to the parts of metrics in a month: the rows behind every number about deals.
-- Parts are sums of these, so that whoever adds them up has the metric again.
with final as (
    select
        month_no,
        period,
        cast(period || '-01' as date) as starts_on,
        opportunity_id,
        customer_id,
        person_id,
        team_id,
        territory_id,
        segment,
        stage,
        is_open,
        cast(was_open as bigint) as opening_deals,
        cast(is_created as bigint) as created_deals,
        case when is_created then amount else 0 end as created_amount,
        cast(is_reopened as bigint) as reopened_deals,
        cast(is_won as bigint) as won_deals,
        case when is_won then amount else 0 end as won_amount,
        cast(is_lost as bigint) as lost_deals,
        case when is_lost then amount else 0 end as lost_amount,
        case when is_won then cycle_days end as cycle_days,
        cast(is_due as bigint) as due_deals,
        case when is_due then amount_due else 0 end as due_amount,
        cast(is_due and is_open as bigint) as slipped_deals,
        case when is_due and is_open then amount_due else 0 end as slipped_amount,
        cast(is_due and not is_won as bigint) as due_not_won_deals,
        cast(coalesce(is_due and is_later, false) as bigint) as pushed_deals,
        cast(coalesce(was_open and is_later, false) as bigint) as postponed_deals,
        cast(is_new_customer as bigint) as new_customers,
        case when is_new_customer then amount else 0 end as new_customer_amount,
        cast(is_open as bigint) as open_deals,
        case when is_open then amount else 0 end as open_amount,
        case when is_open then age_days end as age_days,
        cast(coalesce(is_open and is_late, false) as bigint) as late_deals,
        case when is_open then cast(is_stale as bigint) end as stale_deals,
        case when is_open and not is_stale then amount when is_stale or not is_open then 0 end
            as engaged_amount,
        cast(coalesce(is_open and is_contradicted, false) as bigint) as contradicted_deals
    from {{ ref('deal_month') }}
)

select * from final
