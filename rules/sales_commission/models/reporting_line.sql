-- Recursive, because a chain of managers has no fixed length; a path that would come back to
-- somebody on it ends there.
{{ config(materialized='table') }}

with recursive org_assignment as (
    select * from {{ ref('org_assignment') }}
),

wanted as (
    select distinct manager_levels as levels
    from {{ ref('plan_component') }}
    where credit_to = 'manager'
),

chain as (
    select
        person_id,
        manager_id,
        valid_from,
        valid_until,
        1 as level,
        [person_id, manager_id] as path
    from org_assignment
    where manager_id <> person_id and (select count(*) from wanted) > 0
    union
    select
        chain.person_id,
        above.manager_id,
        greatest(chain.valid_from, above.valid_from) as valid_from,
        least(chain.valid_until, above.valid_until) as valid_until,
        chain.level + 1 as level,
        list_append(chain.path, above.manager_id) as path
    from chain
    inner join org_assignment as above
        on chain.manager_id = above.person_id
            and chain.valid_from < above.valid_until
            and chain.valid_until > above.valid_from
    where not list_contains(chain.path, above.manager_id)
        and chain.level < (select max(wanted.levels) from wanted)
),

-- Several roles or ways up may lead to the same manager: stretches that touch or overlap are one.
marked as (
    select
        wanted.levels,
        chain.person_id,
        chain.manager_id,
        chain.valid_from,
        chain.valid_until,
        coalesce(chain.valid_from > max(chain.valid_until) over (
            partition by wanted.levels, chain.person_id, chain.manager_id
            order by chain.valid_from, chain.valid_until
            rows between unbounded preceding and 1 preceding
        ), true) as is_new
    from chain
    inner join wanted on chain.level <= wanted.levels
),

numbered as (
    select
        *,
        sum(cast(is_new as integer)) over (
            partition by levels, person_id, manager_id
            order by valid_from, valid_until
            rows between unbounded preceding and current row
        ) as stretch
    from marked
),

final as (
    select
        levels,
        person_id,
        manager_id,
        min(valid_from) as valid_from,
        max(valid_until) as valid_until
    from numbered
    group by levels, person_id, manager_id, stretch
)

select * from final
