-- A quota in another currency than the plan's is turned into that at the rates of its first day; a
-- quota without a currency counts units.
with use as (
    select distinct
        plan_id,
        quota
    from {{ ref('quota_use') }}
),

on_plan as (
    select distinct
        plan_id,
        person_id
    from {{ ref('payee_plan') }}
),

final as (
    select
        use.plan_id,
        quota.payee_id,
        quota.quota,
        quota."window",
        quota.starts_on,
        quota.ends_before,
        quota.currency,
        case
            when quota.currency is null or quota.currency = plan.currency then quota.amount
            else {{ converted('quota.amount', 'quota_rate.rate', 'plan_rate.rate') }}
        end as amount
    from {{ ref('quota') }} as quota
    inner join use on quota.quota = use.quota
    inner join on_plan on use.plan_id = on_plan.plan_id and quota.payee_id = on_plan.person_id
    inner join {{ ref('plan') }} as plan on use.plan_id = plan.plan_id
    left join {{ ref('fx_daily') }} as quota_rate
        on quota.currency = quota_rate.currency and quota.starts_on = quota_rate.day
    left join {{ ref('fx_daily') }} as plan_rate
        on plan.currency = plan_rate.currency and quota.starts_on = plan_rate.day
)

select * from final
