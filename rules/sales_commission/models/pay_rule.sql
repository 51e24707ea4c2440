with company as (
    select * from {{ ref('company') }}
),

final as (
    select
        component.plan_id,
        component.component_id,
        plan.currency,
        component.cap_per,
        component.cap_amount,
        currency.minor_unit,
        company.rounding_mode,
        company.rounding_stage = 'window' and component."window" <> 'event' as is_rounded_in_window
    from {{ ref('plan_component') }} as component
    inner join {{ ref('plan') }} as plan on component.plan_id = plan.plan_id
    inner join {{ ref('currency') }} as currency on plan.currency = currency.currency
    cross join company
)

select * from final
