-- A mistyped field would be missing in every deal.
{{ config(severity='warn') }}

with known as (
    select
        unnest([
            'name', 'customer_id', 'owner_id', 'product_id', 'territory_id', 'stage', 'amount',
            'currency', 'created_on', 'closed_on', 'forecast_category'
        ]) as field
    union
    select unnest(map_keys(dims)) as field
    from {{ ref('deal') }}
)

select needed_field.*
from {{ ref('needed_field') }} as needed_field
left join known on needed_field.field = known.field
where known.field is null and exists (select 1 from {{ ref('deal') }})
