-- Who shares a pool, and by which weight: those whom the plan covers on the window's last day, or
-- on any of it, and who qualify. Who took back more than they brought has no part by credit.
with covered as (
    select
        pool.plan_id,
        pool.component_id,
        pool.window_start,
        pool.last_day,
        pool.share_by,
        pool.member_on,
        pool.qualify_component,
        payee_plan.person_id as payee_id,
        bool_or(payee_plan.valid_until > pool.last_day) as is_there_at_the_end,
        sum(date_diff(
            'day',
            greatest(payee_plan.valid_from, pool.window_start),
            least(payee_plan.valid_until, pool.last_day + 1)
        )) as days
    from {{ ref('pool_fund') }} as pool
    inner join {{ ref('payee_plan') }} as payee_plan
        on pool.plan_id = payee_plan.plan_id
            and pool.last_day >= payee_plan.valid_from
            and pool.window_start < payee_plan.valid_until
    group by all
),

final as (
    select
        covered.plan_id,
        covered.component_id,
        covered.window_start,
        covered.payee_id,
        cast(case covered.share_by
            when 'weight' then coalesce(weighted.weight, 1)
            when 'credited' then greatest(coalesce(credited.credited, 0), 0)
            when 'days' then covered.days
            else 1
        end as decimal(28, 6)) as weight
    from covered
    left join {{ ref('pool_credit') }} as credited
        on covered.plan_id = credited.plan_id
            and covered.component_id = credited.component_id
            and covered.window_start = credited.window_start
            and covered.payee_id = credited.payee_id
    left join {{ ref('plan_pool_weight') }} as weighted
        on covered.plan_id = weighted.plan_id
            and covered.component_id = weighted.component_id
            and covered.payee_id = weighted.person_id
    left join {{ ref('qualified') }} as qualified
        on covered.plan_id = qualified.plan_id
            and covered.component_id = qualified.component_id
            and covered.last_day = qualified.last_day
            and covered.payee_id = qualified.payee_id
    where (covered.qualify_component is null or qualified.payee_id is not null)
        and (covered.member_on = 'any_day' or covered.is_there_at_the_end)
)

select * from final
