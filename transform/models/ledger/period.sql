{{ config(materialized='view') }}

with company as (
    select * from {{ ref('company') }}
),

logged as (
    select * from {{ ref('period_state') }}
),

months as (
    select distinct period
    from {{ ref('calendar') }}
),

events as (
    select
        period,
        count(*) as events
    from {{ ref('event') }}
    group by period
),

posted as (
    select
        posting_period,
        count(*) as entries
    from {{ ref('ledger_entries') }}
    group by posting_period
),

owed as (
    select
        posting_period,
        count(distinct payee_id) as payees,
        sum(amount_reporting) as owed
    from {{ ref('statement_line') }}
    group by posting_period
),

final as (
    select
        months.period,
        coalesce(
            logged.state,
            case when months.period < company.first_open_period then 'closed' else 'open' end
        ) as state,
        coalesce(events.events, 0) as events,
        coalesce(posted.entries, 0) as entries,
        coalesce(owed.payees, 0) as payees,
        cast(coalesce(owed.owed, 0) as decimal(28, 6)) as owed,
        company.currency
    from months
    cross join company
    left join logged on months.period = logged.period
    left join events on months.period = events.period
    left join posted on months.period = posted.posting_period
    left join owed on months.period = owed.posting_period
)

select * from final
