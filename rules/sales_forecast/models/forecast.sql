-- The figures that stand in the ledger: of each method and the blend, to the cent.
with estimate as (
    select * from {{ ref('estimate') }}
),

blended as (
    select
        estimate.* replace (
            'blend' as method,
            cast(estimate.closed_amount * weight.weight as decimal(28, 6)) as closed_amount,
            cast(estimate.open_amount * weight.weight as decimal(28, 6)) as open_amount,
            cast(estimate.later_amount * weight.weight as decimal(28, 6)) as later_amount
        )
    from estimate
    inner join {{ ref('blend_weight') }} as weight
        on estimate.as_of = weight.as_of and estimate.quarter = weight.quarter
            and estimate.method = weight.method
    where 'blend' in (select method from {{ ref('sales_forecast__methods') }})
),

every_method as (
    select * from estimate
    union all
    select * from blended
),

summed as (
    select
        month_no,
        as_of,
        quarter,
        starts_on,
        ends_on,
        horizon,
        method,
        person_id,
        cast(sum(closed_amount) as decimal(28, 6)) as closed_amount,
        cast(sum(open_amount) as decimal(28, 6)) as open_amount,
        cast(sum(later_amount) as decimal(28, 6)) as later_amount
    from every_method
    group by all
),

to_the_cent as (
    select
        summed.as_of,
        summed.quarter,
        summed.starts_on,
        summed.ends_on,
        summed.horizon,
        summed.method,
        summed.person_id,
        line.team_id,
        {{ rounded('summed.closed_amount', 'currency.minor_unit', 'company.rounding_mode') }}
            as closed_amount,
        {{ rounded('summed.open_amount', 'currency.minor_unit', 'company.rounding_mode') }}
            as open_amount,
        {{ rounded('summed.later_amount', 'currency.minor_unit', 'company.rounding_mode') }}
            as later_amount,
        company.currency
    from summed
    cross join {{ ref('company') }} as company
    inner join {{ ref('currency') }} as currency on company.currency = currency.currency
    left join {{ ref('reporting_line') }} as line
        on summed.month_no = line.month_no and summed.person_id = line.person_id
),

final as (
    select
        *,
        cast(closed_amount + open_amount + later_amount as decimal(28, 6)) as amount
    from to_the_cent
)

select * from final
