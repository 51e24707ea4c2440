-- So many rows in quarantine mean that something is wrong with the source, not with single rows:
-- a renamed column or a changed format must not pay everybody less, so the run stops here.
{{ config(meta={'dagster': {'ref': {'name': 'reconciliation'}}}) }}
with reasons as (
    select
        entity,
        source_system,
        source_table,
        reason,
        count(*) as records
    from {{ ref('quarantine') }}
    group by entity, source_system, source_table, reason
),

counted as (
    select
        entity,
        source_system,
        source_table,
        string_agg(reason || ' ' || records, ', ' order by records desc, reason asc) as reasons
    from reasons
    group by entity, source_system, source_table
)

select
    mapped.entity,
    mapped.source_system || '.' || mapped.source_table as source,
    mapped.rows_quarantined,
    mapped.rows_raw - mapped.rows_excluded as rows_read,
    company.max_quarantined_share,
    counted.reasons
from {{ ref('reconciliation') }} as mapped
cross join {{ ref('company') }} as company
left join counted
    on mapped.entity = counted.entity
        and mapped.source_system = counted.source_system
        and mapped.source_table = counted.source_table
where mapped.rows_quarantined
    > company.max_quarantined_share * (mapped.rows_raw - mapped.rows_excluded)
