-- Working days only. Each rate walks up to 0.3 % a day from where it began, in whole millionths.
with quotable as (
    select days(getvariable('opened_on') - 10, getvariable('last_day')) as day
),

walked as (
    select
        day,
        currency,
        start,
        sum(pick(day - date '2000-01-01', 'fx/' || currency, 61) - 30) over (
            partition by currency
            order by day
        ) as steps,
    from quotable
    cross join (
        values ('USD', 920000), ('GBP', 1170000), ('CHF', 1040000)
    ) as began (currency, start)
    where isodow(day) < 6
)

select
    dotted(day) as rate_on,
    currency,
    'EUR' as quote_currency,
    continental(
        ((start + start * steps // 10000)::decimal(18) * 0.000001::decimal(7, 6))::decimal(12, 6)
    ) as rate,
from walked
order by day, currency
