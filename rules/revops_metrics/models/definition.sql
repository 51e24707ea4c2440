-- What each metric means in each variant, and how it is computed.
{{ config(materialized='table') }}

with written as (
    select {{ definitions() | indent(8) }} as texts
),

listed as (
    select
        unnest(texts) as one,
        unnest(range(1, 1 + len(texts))) as definition_no
    from written
),

final as (
    select
        cast(definition_no as integer) as definition_no,
        one.metric,
        one.variant,
        cast(one.version as integer) as version,
        one.title,
        one.description,
        one.formula,
        one.follows,
        one.unit,
        one.better,
        one.is_additive,
        one.is_default,
        one.levels
    from listed
)

select * from final
