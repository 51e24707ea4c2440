-- Whom each person reported to on the day on which a month is judged; of several roles the first.
{{ config(materialized='table') }}

with final as (
    select
        month.month_no,
        org.person_id,
        arg_min(org.manager_id, org.role) as team_id,
        arg_min(org.territory_id, org.role) as territory_id
    from {{ ref('month') }} as month
    inner join {{ ref('org_assignment') }} as org
        on month.known_on >= org.valid_from and month.known_on < org.valid_until
    group by month.month_no, org.person_id
)

select * from final
