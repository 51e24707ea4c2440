-- What became of deals in a month, by whose they are at its end.
with final as (
    select
        month_no,
        period,
        person_id,
        team_id,
        territory_id,
        segment,
        count(*) filter (where was_open) as opening_deals,
        count(*) filter (where is_created) as created_deals,
        coalesce(sum(amount) filter (where is_created), 0) as created_amount,
        count(*) filter (where is_reopened) as reopened_deals,
        count(*) filter (where is_won) as won_deals,
        coalesce(sum(amount) filter (where is_won), 0) as won_amount,
        count(*) filter (where is_lost) as lost_deals,
        coalesce(sum(amount) filter (where is_lost), 0) as lost_amount,
        sum(cycle_days) filter (where is_won) as cycle_days,
        count(*) filter (where is_due) as due_deals,
        coalesce(sum(amount_due) filter (where is_due), 0) as due_amount,
        count(*) filter (where is_due and is_open) as slipped_deals,
        coalesce(sum(amount_due) filter (where is_due and is_open), 0) as slipped_amount,
        count(*) filter (where is_due and not is_won) as due_not_won_deals,
        count(*) filter (where is_due and is_later) as pushed_deals,
        count(*) filter (where was_open and is_later) as postponed_deals,
        count(*) filter (where is_new_customer) as new_customers,
        coalesce(sum(amount) filter (where is_new_customer), 0) as new_customer_amount
    from {{ ref('deal_month') }}
    group by all
)

select * from final
