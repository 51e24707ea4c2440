-- What held from one moment to the next. A change is in doubt if it set a field to one value, and
-- the next that is heard of the field is that it was another.
{{ config(materialized='table') }}

with said as (
    select
        opportunity_id,
        rank,
        field,
        was_set_to,
        stage as stage_before,
        changed_at as valid_from,
        lead(changed_at) over moments as valid_until,
        lead(stage ignore nulls) over moments as stage,
        lead(amount ignore nulls) over moments as amount,
        lead(closed_on ignore nulls) over moments as closed_on,
        lead(owner_id ignore nulls) over moments as owner_id,
        lead(forecast_category ignore nulls) over moments as forecast_category
    from {{ ref('moment') }}
    -- Changes of one moment have an order, too, or chance would say which of them was last.
    window moments as (
        partition by opportunity_id
        order by
            changed_at, rank, field, was_set_to,
            coalesce(stage, amount, closed_on, owner_id, forecast_category)
    )
),

found as (
    select
        *,
        case field
            when 'stage' then stage
            when 'amount' then amount
            when 'closed_on' then closed_on
            when 'owner_id' then owner_id
            when 'forecast_category' then forecast_category
        end as was_found_to_be
    from said
    where valid_until is not null
),

final as (
    select
        opportunity_id,
        valid_from,
        valid_until,
        nullif(stage, '') as stage,
        cast({{ amount_of('amount') }} as decimal(28, 6)) as amount,
        cast(try_cast(closed_on as timestamp) as date) as closed_on,
        nullif(owner_id, '') as owner_id,
        nullif(forecast_category, '') as forecast_category,
        rank = 0 or coalesce(stage_before <> stage, false) as is_entry,
        case
            when was_set_to <> was_found_to_be
                and {{ same_text('field', 'was_set_to') }}
                <> {{ same_text('field', 'was_found_to_be') }}
                then field
        end as doubted_field
    from found
)

select * from final
