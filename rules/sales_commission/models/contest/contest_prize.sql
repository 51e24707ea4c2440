-- Tied people share the prizes of their places to the cent, what is left over going to the first by
-- id, or each win the best of them.
with ranked as (
    select
        contest.*,
        money.currency,
        money.minor_unit,
        money.rounding_mode,
        cast(1 as decimal(28, 6)) as weight,
        cast(contest.tied as decimal(28, 6)) as winners
    from {{ ref('contest_rank') }} as contest
    inner join {{ ref('plan_money') }} as money on contest.plan_id = money.plan_id
),

{{ cents_shared(
    'ranked', 'prizes', 'weight', 'winners', 'plan_id, component_id, is_eligible, place', 'payee_id'
) }},

final as (
    select
        plan_id,
        component_id,
        ends_on,
        payee_id,
        score,
        is_eligible,
        place,
        tied,
        prizes,
        cast(case ties when 'all' then best_prize else part end as decimal(28, 6)) as amount,
        currency
    from shared_to_the_cent
)

select * from final
