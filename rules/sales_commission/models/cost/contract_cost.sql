-- Over how many months a cost is written off. A renewal has months of its own. Where renewals are
-- paid commensurately, the first commission is for the contract alone; else for the renewals to be
-- expected, too. A cost of no more months than the expedient allows is an expense at once.
{{ config(materialized='table') }}

with tested as (
    select
        plan_id,
        event_id,
        bool_and(is_commensurate) as is_commensurate
    from {{ ref('renewal_test') }}
    group by plan_id, event_id
),

judged as (
    select
        line.*,
        case line.commensurate
            when 'true' then true
            when 'auto' then coalesce(tested.is_commensurate, false)
            else false
        end as is_commensurate
    from {{ ref('cost_line') }} as line
    left join tested on line.plan_id = tested.plan_id and line.event_id = tested.event_id
),

timed as (
    select
        *,
        case
            when is_renewal then renewal_months
            when is_commensurate then contract_months
            else benefit_months
        end as months,
        cast(case
            when starts = 'next_month' then date_trunc('month', effective_on) + to_months(1)
            when spread_by = 'month' then date_trunc('month', effective_on)
            else effective_on
        end as date) as starts_on,
        starts = 'mid_month' as is_mid_month
    from judged
),

final as (
    select
        posting_key,
        plan_id,
        component_id,
        payee_id,
        event_id,
        period,
        effective_on,
        cast(amount as decimal(28, 6)) as amount,
        currency,
        reporting_rate,
        is_renewal,
        is_commensurate,
        months,
        months > expedient_months as is_capitalised,
        if(is_mid_month, 'half_month', spread_by) as spread_by,
        starts_on,
        cast(starts_on + to_months(months + if(is_mid_month, 1, 0)) as date) as ends_before,
        minor_unit,
        rounding_mode
    from timed
    where months is not null
)

select * from final
