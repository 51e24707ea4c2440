-- What this package moves between accounts, before draws and contract costs.
with final as (
    select * from {{ ref('earning_transfer') }}
)

select * from final
