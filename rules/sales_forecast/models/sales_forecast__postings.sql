-- What should stand in the ledger: each version under a book of its own, so that it is kept as it
-- was. The source record is the line that names the method.
with forecast as (
    select * from {{ ref('forecast') }}
),

method as (
    select * from {{ ref('sales_forecast__methods') }}
),

transfer as (
    select
        concat_ws(
            '/', 'sales_forecast', forecast.as_of, forecast.quarter, forecast.method,
            coalesce(forecast.person_id, '')
        ) as posting_key,
        'forecast:' || cast(forecast.as_of as varchar) as book,
        'forecast_sales' as debit_account,
        'forecast_sales_contra' as credit_account,
        strftime(forecast.as_of, '%Y-%m') as period,
        forecast.as_of as effective_on,
        forecast.amount,
        forecast.currency,
        forecast.amount as amount_reporting,
        cast(null as varchar) as entity_id,
        cast(null as varchar) as party_id,
        cast(null as varchar) as customer_id,
        cast(null as varchar) as product_id,
        cast(null as varchar) as territory_id,
        map {
            'quarter': forecast.quarter,
            'method': forecast.method,
            'person_id': coalesce(forecast.person_id, ''),
            'horizon': cast(forecast.horizon as varchar)
        } as dims,
        method.source_system,
        method.source_table,
        method.source_id,
        method.source_hash,
        concat_ws('/', 'sales_forecast', forecast.method) as rule_id,
        cast(to_json({
            'won': forecast.closed_amount,
            'open': forecast.open_amount,
            'to_come': forecast.later_amount
        }) as varchar) as explain
    from forecast
    inner join method on forecast.method = method.method
),

final as (
    {{ balanced('transfer', 'book') }}
)

select * from final
