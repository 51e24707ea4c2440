-- What became of deals in a month, by whose they are at its end.
with final as (
    select
        month_no,
        period,
        person_id,
        team_id,
        territory_id,
        segment,
        sum(opening_deals) as opening_deals,
        sum(created_deals) as created_deals,
        coalesce(sum(created_amount), 0) as created_amount,
        sum(reopened_deals) as reopened_deals,
        sum(won_deals) as won_deals,
        coalesce(sum(won_amount), 0) as won_amount,
        sum(lost_deals) as lost_deals,
        coalesce(sum(lost_amount), 0) as lost_amount,
        sum(cycle_days) as cycle_days,
        sum(due_deals) as due_deals,
        coalesce(sum(due_amount), 0) as due_amount,
        sum(slipped_deals) as slipped_deals,
        coalesce(sum(slipped_amount), 0) as slipped_amount,
        sum(due_not_won_deals) as due_not_won_deals,
        sum(pushed_deals) as pushed_deals,
        sum(postponed_deals) as postponed_deals,
        sum(new_customers) as new_customers,
        coalesce(sum(new_customer_amount), 0) as new_customer_amount
    from {{ ref('metric_deal') }}
    group by all
)

select * from final
