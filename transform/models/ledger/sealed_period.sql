-- What a month was before it was closed says nothing about what may still enter it.
with months as (
    select * from {{ ref('period_state') }}
),

final as (
    select
        period,
        after_run_no
    from months
    where state in ('closed', 'paid')
)

select * from final
