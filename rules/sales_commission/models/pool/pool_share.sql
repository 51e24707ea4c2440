-- Shares add up to the pool to the cent: what rounding leaves over goes to the largest, then to the
-- first member by id. What is not theirs because others do not qualify is shared by those who do.
{{ config(materialized='table') }}

with member as (
    select
        pool.plan_id,
        pool.component_id,
        pool.window_start,
        pool.last_day,
        pool.currency,
        pool.minor_unit,
        pool.rounding_mode,
        pool.share_by,
        pool.credited,
        pool.funded,
        pool.times,
        pool.amount as pool_amount,
        member.payee_id,
        member.weight,
        cast(sum(member.weight) over (
            partition by pool.plan_id, pool.component_id, pool.window_start
        ) as decimal(28, 6)) as total_weight
    from {{ ref('pool_fund') }} as pool
    inner join {{ ref('pool_member') }} as member
        on pool.plan_id = member.plan_id
            and pool.component_id = member.component_id
            and pool.window_start = member.window_start
    where member.weight > 0
),

{{ cents_shared(
    'member', 'pool_amount', 'weight', 'total_weight', 'plan_id, component_id, window_start',
    'payee_id'
) }},

final as (
    select
        plan_id,
        component_id,
        window_start,
        last_day,
        payee_id,
        share_by,
        credited,
        cast(funded as decimal(28, 6)) as funded,
        cast(times as decimal(28, 10)) as times,
        pool_amount,
        weight,
        total_weight,
        part as amount,
        currency
    from shared_to_the_cent
)

select * from final
