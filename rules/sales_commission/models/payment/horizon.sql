-- Months are reckoned up to the last one in which anything happened.
with final as (
    select last_day(max(occurred_on)) as last_day
    from {{ ref('event') }}
)

select * from final
