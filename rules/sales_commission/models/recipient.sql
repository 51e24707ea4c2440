-- Only somebody whom the plan covers on the day is credited by it. Where a territory is credited,
-- or everybody, that stands for the person whose events count.
{{ config(materialized='table') }}

with component as (
    select * from {{ ref('plan_component') }}
),

payee_plan as (
    select * from {{ ref('payee_plan') }}
),

reporting_line as (
    select * from {{ ref('reporting_line') }}
),

final as (
    select
        component.plan_id,
        component.component_id,
        case component.credit_to when 'everybody' then 'everybody' else payee_plan.person_id end
            as person_id,
        payee_plan.person_id as payee_id,
        payee_plan.valid_from,
        payee_plan.valid_until,
        null as share
    from component
    inner join payee_plan on component.plan_id = payee_plan.plan_id
    where component.credit_to in ('owner', 'split', 'everybody')
    union all
    select
        component.plan_id,
        component.component_id,
        reporting_line.person_id,
        reporting_line.manager_id as payee_id,
        greatest(reporting_line.valid_from, payee_plan.valid_from) as valid_from,
        least(reporting_line.valid_until, payee_plan.valid_until) as valid_until,
        null as share
    from component
    inner join reporting_line on component.manager_levels = reporting_line.levels
    inner join payee_plan
        on component.plan_id = payee_plan.plan_id
            and reporting_line.manager_id = payee_plan.person_id
            and reporting_line.valid_from < payee_plan.valid_until
            and reporting_line.valid_until > payee_plan.valid_from
    where component.credit_to = 'manager'
    union all
    select
        plan_id,
        component_id,
        territory_id as person_id,
        payee_id,
        valid_from,
        valid_until,
        share
    from {{ ref('territory_holder') }}
)

select * from final
