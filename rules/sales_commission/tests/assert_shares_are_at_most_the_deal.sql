-- More than the whole of a deal is shared out, or more of a part than its holder has: everybody is
-- credited as the splits say, which is more than the deal.
{{ config(severity='warn') }}

with final as (
    select
        deal_id,
        cast(sum(share) as decimal(28, 10)) as shares,
        cast(min(share) as decimal(28, 10)) as least
    from {{ ref('split_part') }}
    where role = 'revenue'
    group by deal_id
    having sum(share) > 1 or min(share) < 0
)

select * from final
