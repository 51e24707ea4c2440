select
    'X' || opportunity_id[2:] as cancellation_id,
    opportunity_id as order_id,
    customer_id,
    product_id,
    territory_id,
    owner_id as sales_person,
    dotted(cancelled_on) as cancelled_on,
    continental(money(cents)) as amount,
    currency,
    deal_type,
    choice(deal_no, 'cancelled/why', ['Budget withdrawn', 'Insolvency', 'Late delivery']) as reason,
from deal
where cancelled_on <= getvariable('last_day') and year(cancelled_on) = getvariable('year')
