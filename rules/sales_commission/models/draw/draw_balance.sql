-- What is drawn and taken back, month by month. Each month begins with what the one before left
-- owed, which is why this is recursive. Within a month one draw follows the other, and each finds
-- the pay that those before it have left. `owed` has a place for each draw of the payee.
{{ config(materialized='table') }}

with recursive month as (
    select
        draw_month.*,
        plan.currency,
        currency.minor_unit,
        company.rounding_mode,
        case when draw_month.is_guaranteed then draw_month.guaranteed else 0 end as least_pay
    from {{ ref('draw_month') }} as draw_month
    inner join {{ ref('plan') }} as plan on draw_month.plan_id = plan.plan_id
    inner join {{ ref('currency') }} as currency on plan.currency = currency.currency
    cross join {{ ref('company') }} as company
),

reckoned as (
    select
        plan_id,
        payee_id,
        cast(0 as bigint) as step_no,
        cast(0 as decimal(28, 6)) as pay_before,
        cast(0 as decimal(28, 6)) as owed_before,
        cast(0 as decimal(28, 6)) as drawn,
        cast(0 as decimal(28, 6)) as recovered,
        cast(0 as decimal(28, 6)) as forgiven,
        cast(0 as decimal(28, 6)) as paid,
        list_resize([cast(0 as decimal(28, 6))], max(account_no), 0) as owed
    from month
    group by plan_id, payee_id
    union all
    select
        month.plan_id,
        month.payee_id,
        month.step_no,
        case when month.is_first then month.pay else before.paid end as pay_before,
        before.owed[month.account_no] as owed_before,
        {{ drawn('pay_before') }} as drawn,
        {{ draw_recovered('pay_before', 'owed_before') }} as recovered,
        case
            when month.is_forgiven then cast(owed_before + drawn - recovered as decimal(28, 6))
            else 0
        end as forgiven,
        cast(pay_before + drawn - recovered as decimal(28, 6)) as paid,
        list_concat(
            before.owed[1:month.account_no - 1],
            [case
                when month.recovery = 'none' then 0
                else cast(owed_before + drawn - recovered - forgiven as decimal(28, 6))
            end],
            before.owed[month.account_no + 1:]
        ) as owed
    from (
        select
            plan_id,
            payee_id,
            step_no,
            owed,
            paid
        from reckoned
    ) as before
    inner join month
        on before.plan_id = month.plan_id
            and before.payee_id = month.payee_id
            and before.step_no + 1 = month.step_no
),

final as (
    select
        month.plan_id,
        month.payee_id,
        month.draw_id,
        month.deal_id,
        month.period,
        month.last_day,
        month.kind,
        month.recovery,
        month.least_pay,
        month.recover_share,
        greatest(month.recover_floor, month.least_pay) as recover_floor,
        reckoned.pay_before,
        reckoned.owed_before,
        reckoned.drawn,
        reckoned.recovered,
        reckoned.forgiven,
        reckoned.owed[month.account_no] as owed_after,
        reckoned.paid as pay_after,
        month.currency
    from reckoned
    inner join month
        on reckoned.plan_id = month.plan_id
            and reckoned.payee_id = month.payee_id
            and reckoned.step_no = month.step_no
)

select * from final
