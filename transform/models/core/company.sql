with control as (
    select * from {{ source('control', 'company') }}
),

final as (
    select
        company,
        title,
        currency,
        fiscal_year_start,
        first_open_period,
        rounding_stage,
        rounding_mode,
        fx_policy,
        fx_max_age_days,
        amount_min,
        amount_max,
        earliest,
        latest,
        max_quarantined_share
    from control
)

select * from final
