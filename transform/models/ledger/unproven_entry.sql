-- What each entry must be by itself, or with those posted together with it, is asked of it once:
-- all rows of the ledger are hashed in every run, and while the hash is that of the last proof,
-- what was proven then has not to be proven again.
{{ config(materialized='view') }}

with entries as (
    select * from {{ ref('ledger_entries') }}
),

-- Asked as what is new and not as what is no longer: so nothing of the other runs is even read.
unproven as (
    select distinct run_id from entries
    except
    select run_id from {{ target.database }}.ledger.proven
),

final as (
    select *
    from entries
    where run_id in (select unproven.run_id from unproven)
)

select * from final
