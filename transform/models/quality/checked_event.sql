-- A product that overflows is null here; its amount is out of range anyway.
with converted as (
    select
        event.*,
        daily.rate,
        try(event.amount * nullif(daily.rate, 1)) as product,
        try_cast(
            cast(event.amount as double) * cast(nullif(daily.rate, 1) as double) as decimal(28, 6)
        ) as guess
    from {{ ref('stg_event') }} as event
    left join {{ ref('fx_daily') }} as daily
        on event.currency = daily.currency and event.occurred_on = daily.day
),

staged as (
    select
        * exclude (rate, product, guess),
        strftime(occurred_on, '%Y-%m') as period,
        case
            when rate = 1 then amount
            else {{ rounded_product('product', 'guess') }}
        end as amount_reporting
    from converted
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
