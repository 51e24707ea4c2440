-- A guarantee is everybody's who is on the plan; an additive draw is that of whoever takes it.
with payee as (
    select distinct
        plan_id,
        payee_id
    from {{ ref('plan_month') }}
),

taken as (
    select
        payee_id,
        draw_id,
        deal_id,
        min(period) as first_period
    from {{ ref('draw_taken') }}
    group by payee_id, draw_id, deal_id
),

opened as (
    select
        draw.*,
        payee.payee_id,
        taken.deal_id,
        case draw.kind when 'guarantee' then draw.from_period else taken.first_period end
            as first_period
    from {{ ref('plan_draw') }} as draw
    inner join payee on draw.plan_id = payee.plan_id
    left join taken
        on draw.kind = 'additive'
            and draw.draw_id = taken.draw_id
            and payee.payee_id = taken.payee_id
    where draw.kind = 'guarantee' or taken.payee_id is not null
),

final as (
    select
        *,
        row_number() over (partition by plan_id, payee_id order by draw_no, deal_id) as account_no
    from opened
)

select * from final
