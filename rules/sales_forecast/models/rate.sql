-- The rate of a currency on the day of a version, or the last one before.
with final as (
    {{ month_rates(ref('version'), 'as_of', ref('fx_daily'), ref('company')) }}
)

select * from final
