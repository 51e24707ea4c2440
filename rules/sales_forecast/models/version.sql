-- Ends of months that are over: something is recorded of their last day, or of a later one. There
-- is no clock. The first two months are no versions: what is created in three months has to be
-- known.
with recorded as (
    select
        cast(min(valid_from) as date) as first_day,
        cast(max(valid_from) as date) as last_day
    from {{ ref('revops_metrics', 'opportunity_history') }}
    where outcome is not null
),

numbered as (
    select
        unnest(range(
            {{ month_no('recorded.first_day') }} + 2, {{ month_no('recorded.last_day + 1') }}
        )) as month_no,
        coalesce(company.fiscal_year_start, 1) - 1 as shift
    from recorded
    cross join {{ ref('company') }} as company
),

final as (
    select
        month_no,
        shift,
        {{ month_end('month_no') }} as as_of,
        {{ quarter_of('month_no', 'shift') }} as quarter_no,
        {{ quarter_of('month_no + 1', 'shift') }} as next_quarter_no,
        {{ quarter_of('month_no + 1', 'shift') }} - 1 as learned_no,
        {{ month_end(last_month('(' ~ quarter_of('month_no + 1', 'shift') ~ ' - 1)', 'shift')) }}
            as learned_on
    from numbered
)

select * from final
