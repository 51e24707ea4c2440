-- Each draw of a payee from the month in which it begins, in the order in which draws are reckoned.
{{ config(materialized='table') }}

with account as (
    select * from {{ ref('draw_account') }}
),

pay as (
    select * from {{ ref('draw_pay') }}
),

final as (
    select
        account.plan_id,
        account.payee_id,
        account.account_no,
        account.draw_id,
        account.deal_id,
        account.kind,
        account.recovery,
        account.scope,
        coalesce(account.amount, 0) as guaranteed,
        account.recover_share,
        account.recover_floor,
        month.period,
        month.last_day,
        row_number() over (
            partition by account.plan_id, account.payee_id
            order by month.period, account.account_no
        ) as step_no,
        coalesce(month.period <> lag(month.period) over (
            partition by account.plan_id, account.payee_id
            order by month.period, account.account_no
        ), true) as is_first,
        coalesce(plan_pay.amount, 0) as pay,
        coalesce(deal_pay.amount, 0) as deal_pay,
        case when month.is_on_plan then coalesce(taken.amount, 0) else 0 end as taken,
        account.kind = 'guarantee'
        and month.is_on_plan
        and month.period <= coalesce(account.to_period, month.period)
        and month.month_no <= coalesce(account.first_months, month.month_no) as is_guaranteed,
        account.recovery <> 'none'
        and month.period >= coalesce(account.recover_from, month.period)
        and month.period <= coalesce(account.recover_to, month.period) as is_recovered,
        month.is_on_plan_at_the_end
        and coalesce(month.period = strftime(account.forgiven_on, '%Y-%m'), false) as is_forgiven
    from account
    inner join {{ ref('plan_month') }} as month
        on account.plan_id = month.plan_id
            and account.payee_id = month.payee_id
            and month.period >= coalesce(account.first_period, month.period)
    left join pay as plan_pay
        on account.plan_id = plan_pay.plan_id
            and account.payee_id = plan_pay.payee_id
            and month.period = plan_pay.period
            and plan_pay.deal_id is null
    left join pay as deal_pay
        on account.plan_id = deal_pay.plan_id
            and account.payee_id = deal_pay.payee_id
            and month.period = deal_pay.period
            and account.deal_id = deal_pay.deal_id
    left join {{ ref('draw_taken') }} as taken
        on account.kind = 'additive'
            and account.payee_id = taken.payee_id
            and account.draw_id = taken.draw_id
            and account.deal_id is not distinct from taken.deal_id
            and month.period = taken.period
)

select * from final
