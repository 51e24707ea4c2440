-- What this package moves between accounts, before draws and contract costs.
with final as (
    select * from {{ ref('earning_transfer') }}
    union all by name
    select * from {{ ref('month_transfer') }}
    union all by name
    select * from {{ ref('hold_transfer') }}
    union all by name
    select * from {{ ref('release_transfer') }}
    union all by name
    select * from {{ ref('clawback_transfer') }}
    union all by name
    select * from {{ ref('carve_transfer') }}
    union all by name
    select * from {{ ref('pool_transfer') }}
    union all by name
    select * from {{ ref('contest_transfer') }}
    union all by name
    select * from {{ ref('guarantee_transfer') }}
)

select * from final
