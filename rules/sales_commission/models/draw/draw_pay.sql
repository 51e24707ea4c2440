-- What a plan with draws pays a payee in a month before any draw, in all and by deal.
{{ config(materialized='table') }}

with transfer as (
    select
        transfer.plan_id,
        transfer.payee_id,
        transfer.period,
        transfer.event_id,
        case
            when transfer.credit_account = 'commission_payable' then transfer.amount
            when transfer.debit_account = 'commission_payable' then -transfer.amount
        end as amount
    from {{ ref('transfer') }} as transfer
    where transfer.plan_id in (select draw.plan_id from {{ ref('plan_draw') }} as draw)
        and 'commission_payable' in (transfer.debit_account, transfer.credit_account)
),

deal as (
    select distinct
        payee_id,
        deal_id
    from {{ ref('draw_taken') }}
    where deal_id is not null
),

final as (
    select
        plan_id,
        payee_id,
        period,
        cast(null as varchar) as deal_id,
        cast(sum(amount) as decimal(28, 6)) as amount
    from transfer
    group by plan_id, payee_id, period
    union all
    select
        transfer.plan_id,
        transfer.payee_id,
        transfer.period,
        deal.deal_id,
        cast(sum(transfer.amount) as decimal(28, 6)) as amount
    from transfer
    inner join {{ ref('event') }} as event on transfer.event_id = event.event_id
    inner join deal on event.deal_id = deal.deal_id and transfer.payee_id = deal.payee_id
    group by transfer.plan_id, transfer.payee_id, transfer.period, deal.deal_id
)

select * from final
