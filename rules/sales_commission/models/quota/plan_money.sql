with final as (
    select
        plan.plan_id,
        plan.currency,
        currency.minor_unit,
        company.rounding_mode
    from {{ ref('plan') }} as plan
    inner join {{ ref('currency') }} as currency on plan.currency = currency.currency
    cross join {{ ref('company') }} as company
)

select * from final
