with company as (
    select * from {{ ref('company') }}
),

final as (
    select
        component.plan_id,
        component.component_id,
        plan.currency,
        -- Where the end of a month is looked at, a cap over a time comes after what is found there.
        case
            when modifier.month_window is null or component.cap_per = 'event' then component.cap_per
        end as cap_per,
        component.cap_amount,
        case modifier.minimum_per when 'event' then modifier.minimum_amount end as minimum_amount,
        currency.minor_unit,
        company.rounding_mode,
        company.rounding_stage = 'window' and component."window" <> 'event' as is_rounded_in_window
    from {{ ref('plan_component') }} as component
    inner join {{ ref('plan') }} as plan on component.plan_id = plan.plan_id
    inner join {{ ref('currency') }} as currency on plan.currency = currency.currency
    left join {{ ref('plan_modifier') }} as modifier
        on component.plan_id = modifier.plan_id and component.component_id = modifier.component_id
    cross join company
)

select * from final
