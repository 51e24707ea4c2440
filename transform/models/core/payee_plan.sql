-- Somebody is on a plan while the plan is valid, the role (or the person) is assigned to it, and
-- the person is employed. Stretches that touch or overlap are one.
{{ config(materialized='table') }}

with assigned as (
    select
        assignment.plan_id,
        org.person_id,
        org.valid_from,
        org.valid_until
    from {{ ref('plan_assignment') }} as assignment
    inner join {{ ref('org_assignment') }} as org
        on assignment."by" = 'role' and assignment.value = org.role
    union all
    select
        plan_id,
        value as person_id,
        date '0001-01-01' as valid_from,
        date '9999-12-31' as valid_until
    from {{ ref('plan_assignment') }}
    where "by" = 'person'
),

clipped as (
    select
        assigned.plan_id,
        assigned.person_id,
        greatest(
            assigned.valid_from, plan.valid_from, coalesce(person.hired_on, assigned.valid_from)
        ) as valid_from,
        least(
            assigned.valid_until,
            plan.valid_until,
            coalesce(person.left_on + 1, assigned.valid_until)
        ) as valid_until
    from assigned
    inner join {{ ref('plan') }} as plan on assigned.plan_id = plan.plan_id
    inner join {{ ref('person') }} as person on assigned.person_id = person.person_id
),

marked as (
    select
        *,
        coalesce(valid_from > max(valid_until) over (
            partition by plan_id, person_id
            order by valid_from, valid_until
            rows between unbounded preceding and 1 preceding
        ), true) as is_new
    from clipped
    where valid_from < valid_until
),

numbered as (
    select
        *,
        sum(cast(is_new as integer)) over (
            partition by plan_id, person_id
            order by valid_from, valid_until
            rows between unbounded preceding and current row
        ) as stretch
    from marked
),

final as (
    select
        plan_id,
        person_id,
        min(valid_from) as valid_from,
        max(valid_until) as valid_until
    from numbered
    group by plan_id, person_id, stretch
)

select * from final
