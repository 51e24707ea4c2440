-- A product that overflows is null here; its amount is out of range anyway.
with staged as (
    select
        event.*,
        strftime(event.occurred_on, '%Y-%m') as period,
        case
            when daily.rate = 1 then event.amount
            else try(cast(event.amount * daily.rate as decimal(28, 6)))
        end as amount_reporting
    from {{ ref('stg_event') }} as event
    left join {{ ref('fx_daily') }} as daily
        on event.currency = daily.currency and event.occurred_on = daily.day
),

{{ checked('event', [
    {'field': 'kind', 'reason': 'unknown_kind',
     'when': "staged.kind not in ('" ~ var('event_kinds') | join("', '") ~ "')"},
    {'field': 'amount', 'reason': 'amount_out_of_range',
     'when': 'staged.amount not between company.amount_min and company.amount_max'},
    {'field': 'occurred_on', 'reason': 'date_out_of_range',
     'when': 'staged.occurred_on not between company.earliest and company.latest'},
    {'field': 'currency', 'reason': 'missing_rate',
     'when': 'staged.amount_reporting is null and known_currency.currency is not null'
        ~ ' and staged.amount between company.amount_min and company.amount_max'
        ~ ' and staged.occurred_on between company.earliest and company.latest',
     'found': "concat_ws(' ', staged.currency || '/' || company.currency, staged.occurred_on)"},
]) }}

select * from final
