-- Whoever holds a territory on a day and is on the plan shares its events with the others who do,
-- in equal parts, or has all of them; what is left over at the last digit is the first one's by id.
with holder as (
    select distinct
        component.plan_id,
        component.component_id,
        assignment.territory_id,
        covered.person_id as payee_id,
        component.credit_each,
        greatest(assignment.valid_from, covered.valid_from) as valid_from,
        least(assignment.valid_until, covered.valid_until) as valid_until
    from {{ ref('plan_component') }} as component
    inner join {{ ref('payee_plan') }} as covered on component.plan_id = covered.plan_id
    inner join {{ ref('org_assignment') }} as assignment
        on covered.person_id = assignment.person_id
            and covered.valid_from < assignment.valid_until
            and covered.valid_until > assignment.valid_from
    where component.credit_to = 'territory' and assignment.territory_id is not null
),

change as (
    select
        plan_id,
        component_id,
        territory_id,
        unnest([valid_from, valid_until]) as day
    from holder
),

stretch as (
    select
        plan_id,
        component_id,
        territory_id,
        day as valid_from,
        lead(day) over (partition by plan_id, component_id, territory_id order by day)
            as valid_until
    from (select distinct * from change) as change
),

holding as (
    select distinct
        stretch.*,
        holder.payee_id,
        holder.credit_each
    from stretch
    inner join holder
        on stretch.plan_id = holder.plan_id
            and stretch.component_id = holder.component_id
            and stretch.territory_id = holder.territory_id
            and stretch.valid_from >= holder.valid_from
            and stretch.valid_until <= holder.valid_until
),

counted as (
    select
        *,
        row_number() over (holders order by payee_id) as holder_no,
        cast(count(*) over holders as decimal(28, 6)) as holders
    from holding
    window holders as (partition by plan_id, component_id, territory_id, valid_from)
),

shared as (
    select
        *,
        {{ ratio('cast(1 as decimal(28, 6))', 'holders') }} as share
    from counted
),

final as (
    select
        plan_id,
        component_id,
        territory_id,
        payee_id,
        valid_from,
        valid_until,
        cast(case
            when credit_each = 'whole' then 1
            when holder_no = 1 then share + 1 - holders * share
            else share
        end as decimal(28, 10)) as share
    from shared
)

select * from final
