-- What deals need, from which stage on, or after which. The package asks for what every CRM has.
with own as (
    select
        'any' as stage,
        unnest(['stage', 'closed_on', 'customer_id', 'forecast_category']) as field,
        cast(null as decimal(28, 6)) as at_least
),

needed as (
    select
        'required_field' as check_id,
        stage,
        field,
        at_least
    from {{ ref('crm_hygiene__required_fields') }}
    union all
    select
        'required_field' as check_id,
        stage,
        field,
        at_least
    from own
    where not exists (select 1 from {{ ref('crm_hygiene__required_fields') }})
    union all
    select
        'exit_criterion' as check_id,
        stage,
        field,
        at_least
    from {{ ref('crm_hygiene__exit_criteria') }}
),

final as (
    select
        needed.check_id,
        needed.stage,
        needed.field,
        needed.at_least,
        stages.position
    from needed
    left join {{ ref('crm_hygiene__stages') }} as stages on needed.stage = stages.stage
)

select * from final
