-- What each entry must be by itself, or with those posted together with it, is asked of it once:
-- all rows of the ledger are hashed in every run, and while the hash is that of the last proof,
-- what was proven then has not to be proven again.
{{ config(materialized='view') }}

with entries as (
    select * from {{ ref('ledger_entries') }}
),

final as (
    select *
    from entries
    where run_id not in (select proven.run_id from {{ target.database }}.ledger.proven)
)

select * from final
