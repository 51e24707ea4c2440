-- The rate of a currency on the day on which a month is judged, or the last one before.
{{ config(materialized='table') }}

with final as (
    {{ month_rates(ref('month'), 'known_on', ref('fx_daily'), ref('company')) }}
)

select * from final
