-- Who runs, when and why does not change what is to be posted; which months it is about does.
with run as (
    select * from {{ source('control', 'run') }}
),

final as (
    select periods
    from run
)

select * from final
