-- Promise 5: source record, rule, package version, configuration and run are named and can be
-- found.
{{ config(meta={
    'dagster': {'ref': {'name': 'ledger_entries'}},
    'reads': ['payment_posting'],
    'apart_from': ['run', 'run_log'],
}) }}
with entries as (
    select entries.*
    from {{ ref('ledger_entries') }} as entries
    inner join {{ source('control', 'run') }} as run on entries.run_id = run.run_id
),

paid as (
    select distinct receipt from {{ target.database }}.ledger.payment
),

found as (
    select
        entries.entry_id,
        entries.kind <> 'reversal'
        and coalesce(
            records.event_id,
            subscription.source_id,
            plan.plan_id,
            paid.receipt,
            parameter.source_id
        ) is null as is_source_lost,
        logged.run_id is null as is_run_lost,
        entries.rule_id is null
        or entries.package is null
        or entries.package_version is null
        or entries.config_hash is null
        or entries.source_id is null as is_origin_missing
    from entries
    left join {{ ref('event') }} as records
        on entries.source_system = records.source_system
            and entries.source_table = records.source_table
            and entries.source_id = records.source_id
    left join {{ ref('subscription') }} as subscription
        on entries.source_system = subscription.source_system
            and entries.source_table = subscription.source_table
            and entries.source_id = subscription.source_id
    left join {{ ref('plan') }} as plan
        on entries.source_system = 'company'
            and entries.source_table = 'plan'
            and entries.source_id = plan.plan_id
    left join paid
        on entries.source_system = 'company'
            and entries.source_table = 'payroll'
            and entries.source_id = paid.receipt
    left join {{ ref('parameter_record') }} as parameter
        on entries.source_system = parameter.source_system
            and entries.source_table = parameter.source_table
            and entries.source_id = parameter.source_id
    left join {{ ref('run_log') }} as logged
        on entries.run_id = logged.run_id and entries.config_hash = logged.config_hash
)

select *
from found
where is_source_lost or is_run_lost or is_origin_missing
