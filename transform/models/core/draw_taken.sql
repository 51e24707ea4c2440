with control as (
    select * from {{ source('control', 'draws') }}
),

final as (
    select
        payee_id,
        draw as draw_id,
        period,
        deal_id,
        cast(sum(amount) as decimal(28, 6)) as amount
    from control
    group by payee_id, draw, period, deal_id
)

select * from final
