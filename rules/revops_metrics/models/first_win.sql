-- With which deal a customer became one.
with final as (
    select
        opportunity.customer_id,
        arg_min(closing.opportunity_id, (closing.closed_at, closing.opportunity_id))
            as opportunity_id,
        min(closing.closed_at) as won_at
    from {{ ref('closing') }} as closing
    inner join {{ ref('opportunity') }} as opportunity
        on closing.opportunity_id = opportunity.opportunity_id
    where closing.is_won and opportunity.customer_id is not null
    group by opportunity.customer_id
)

select * from final
