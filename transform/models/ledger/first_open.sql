-- The border between what is closed and what is open: company.yml begins it, each close moves it.
with company as (
    select * from {{ ref('company') }}
),

closed as (
    select max(period) as period
    from {{ ref('sealed_period') }}
),

final as (
    select
        greatest(
            company.first_open_period,
            strftime(cast(closed.period || '-01' as date) + interval 1 month, '%Y-%m')
        ) as period
    from company
    cross join closed
)

select * from final
