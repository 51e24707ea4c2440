-- Whom each person reports to, or did last.
with assigned as (
    select
        org.person_id,
        arg_max_null(org.manager_id, org.valid_from) as team_id
    from {{ ref('org_assignment') }} as org
    cross join {{ ref('today') }} as today
    where org.valid_from <= today.day
    group by org.person_id
),

final as (
    select
        person.person_id,
        person.left_on,
        assigned.team_id
    from {{ ref('person') }} as person
    left join assigned on person.person_id = assigned.person_id
)

select * from final
