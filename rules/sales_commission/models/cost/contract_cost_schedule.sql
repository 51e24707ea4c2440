-- The whole schedule of every cost, beyond the last month that has events: what is written off
-- month by month, what cancellations impair, and what is an expense at once.
with cost as (
    select * from {{ ref('contract_cost') }}
),

impairment as (
    select * from {{ ref('contract_cost_impairment') }}
),

gone as (
    select
        posting_key,
        month_start,
        sum(amount) as amount
    from impairment
    group by posting_key, month_start
),

movement as (
    select
        month.posting_key,
        'amortise' as kind,
        null as cancellation_id,
        last_day(month.month_start) as effective_on,
        month.weight,
        month.total,
        month.amount - coalesce(gone.amount, 0) as amount
    from {{ ref('contract_cost_month') }} as month
    left join gone
        on month.posting_key = gone.posting_key and month.month_start = gone.month_start
    union all
    select
        posting_key,
        'impair' as kind,
        cancellation_id,
        cancelled_on as effective_on,
        null as weight,
        null as total,
        sum(amount) as amount
    from impairment
    group by posting_key, cancellation_id, cancelled_on
    union all
    select
        posting_key,
        'expense' as kind,
        null as cancellation_id,
        effective_on,
        null as weight,
        null as total,
        amount
    from cost
    where not is_capitalised
),

final as (
    select
        cost.posting_key,
        cost.plan_id,
        cost.component_id,
        cost.payee_id,
        cost.event_id,
        cost.is_renewal,
        cost.is_commensurate,
        cost.months,
        movement.kind,
        movement.cancellation_id,
        strftime(movement.effective_on, '%Y-%m') as period,
        movement.effective_on,
        movement.weight,
        movement.total,
        cast(movement.amount as decimal(28, 6)) as amount,
        cast(cost.amount - sum(movement.amount) over (
            partition by movement.posting_key
            order by movement.effective_on, movement.kind, movement.cancellation_id
            rows between unbounded preceding and current row
        ) as decimal(28, 6)) as left_over,
        cost.currency,
        cost.reporting_rate
    from movement
    inner join cost on movement.posting_key = cost.posting_key
    where movement.amount <> 0
)

select * from final
