-- Written before the entries, so that no entry ever names a run that is not in the log.
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    full_refresh=false,
    on_schema_change='fail',
) }}

with run as (
    select * from {{ source('control', 'run') }}
),

last_run as (
    {% if is_incremental() %}
        select
            run_no,
            run_hash
        from {{ this }}
        order by run_no desc
        limit 1
    {% else %}
    select
        0 as run_no,
        '' as run_hash,
    {% endif %}
),

numbered as (
    select
        last_run.run_no + 1 as run_no,
        run.run_id,
        run.company,
        run.actor,
        run.reason,
        run.started_at,
        run.config_hash,
        run.code_revision,
        run.rules_lock,
        run.periods,
        last_run.run_hash as previous_hash
    from run
    cross join last_run
    {% if is_incremental() %}
        where run.run_id not in (select logged.run_id from {{ this }} as logged)
    {% endif %}
),

final as (
    select
        *,
        sha256({{ canonical_json([
            'run_no', 'run_id', 'company', 'actor', 'reason', 'started_at', 'config_hash',
            'code_revision', 'rules_lock', 'periods', 'previous_hash',
        ]) }}) as run_hash
    from numbered
)

select * from final
