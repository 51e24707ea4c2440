-- What this package moves between accounts, before draws and contract costs.
with final as (
    select * from {{ ref('earning_transfer') }}
    union all by name
    select * from {{ ref('other_transfer') }}
)

select * from final
