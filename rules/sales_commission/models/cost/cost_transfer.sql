-- The commission becomes an asset on its day, and expense again month by month; what is left of it
-- when the deal is cancelled is impaired. Only months that have come are posted. All of it is at
-- the rate to the company's currency of the day on which it was earned.
with cost as (
    select * from {{ ref('contract_cost') }}
    where is_capitalised
),

clawback as (
    select
        plan_id,
        component_id,
        payee_id,
        cancellation_id,
        sum(amount) as amount
    from {{ ref('clawback') }}
    group by plan_id, component_id, payee_id, cancellation_id
),

moved as (
    select
        schedule.*,
        cost.amount as cost,
        cost.starts_on,
        clawback.amount as clawed_back
    from {{ ref('contract_cost_schedule') }} as schedule
    inner join cost on schedule.posting_key = cost.posting_key
    cross join {{ ref('horizon') }} as horizon
    left join clawback
        on schedule.plan_id = clawback.plan_id
            and schedule.component_id = clawback.component_id
            and schedule.payee_id = clawback.payee_id
            and schedule.cancellation_id = clawback.cancellation_id
    where schedule.kind <> 'expense' and schedule.effective_on <= horizon.last_day
),

united as (
    select
        posting_key || '/capitalise' as posting_key,
        plan_id,
        component_id,
        payee_id,
        event_id,
        period,
        effective_on,
        'contract_cost' as debit_account,
        'commission_expense' as credit_account,
        amount,
        currency,
        reporting_rate,
        'capitalise' as kind,
        {{ capitalise_derivation('cost') }} as explain
    from cost
    union all
    select
        concat_ws('/', posting_key, kind, coalesce(cancellation_id, period)) as posting_key,
        plan_id,
        component_id,
        payee_id,
        coalesce(cancellation_id, event_id) as event_id,
        period,
        effective_on,
        case kind when 'impair' then 'contract_cost_impairment' else 'commission_expense' end
            as debit_account,
        'contract_cost' as credit_account,
        amount,
        currency,
        reporting_rate,
        kind,
        {{ amortise_derivation('moved') }} as explain
    from moved
),

final as (
    select * from united
)

select * from final
