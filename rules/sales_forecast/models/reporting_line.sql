-- Whom each person reported to on the day of a version; of several roles the first.
with final as (
    select
        version.month_no,
        org.person_id,
        arg_min(org.manager_id, org.role) as team_id
    from {{ ref('version') }} as version
    inner join {{ ref('org_assignment') }} as org
        on version.as_of >= org.valid_from and version.as_of < org.valid_until
    group by version.month_no, org.person_id
)

select * from final
