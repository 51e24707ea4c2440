-- Only ever appended to: one insert statement holds all that a run posts, or nothing.
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    full_refresh=false,
    on_schema_change='fail',
    post_hook='{{ look_again() }}',
) }}

with run as (
    select * from {{ source('control', 'run') }}
),

delta as (
    select * from {{ ref('ledger_delta') }}
),

final as (
    select
        md5(concat_ws('|', posting_key, line_no, revision, is_gone, attribute_hash)) as entry_id,
        md5(concat_ws('|', posting_key, posting_period, revision)) as transaction_id,
        posting_key,
        line_no,
        revision,
        book,
        account,
        period,
        posting_period,
        kind,
        effective_on,
        amount,
        currency,
        amount_reporting,
        entity_id,
        party_id,
        customer_id,
        product_id,
        territory_id,
        dims,
        source_system,
        source_table,
        source_id,
        source_hash,
        rule_id,
        explain,
        package,
        package_version,
        run.config_hash,
        run.code_revision,
        run.run_id,
        run.started_at as recorded_at,
        attribute_hash,
        {{ hash_of_entry() }} as entry_hash
    from delta
    cross join run
)

select * from final
