{{ config(materialized='view') }}

with entries as (
    select * from {{ ref('ledger_entries') }}
),

final as (
    select
        entry_id,
        transaction_id,
        party_id as payee_id,
        posting_period,
        period,
        kind,
        split_part(rule_id, '/', 1) as plan_id,
        split_part(rule_id, '/', 2) as component_id,
        posting_key,
        effective_on,
        source_id as event_id,
        customer_id,
        -amount as amount,
        currency,
        -amount_reporting as amount_reporting,
        package,
        package_version,
        run_id,
        recorded_at
    from entries
    where account = 'commission_payable' and book = 'actual' and package <> 'payroll'
)

select * from final
