with credited as (
    select
        *,
        cents * (10 + pick(invoice_no, 'credited/share', 41)) // 100 as credited_cents,
        workday(invoiced_on + 20 + pick(invoice_no, 'credited/days', 40)) as credited_on,
    from invoice
    where pick(invoice_no, 'credited', 100) < 4
)

select
    'N' || invoice_id[2:] as credit_note_id,
    invoice_id,
    opportunity_id as order_id,
    customer_id,
    product_id,
    territory_id,
    owner_id as sales_person,
    dotted(credited_on) as credited_on,
    continental(money(credited_cents)) as amount,
    currency,
    choice(invoice_no, 'reason', ['Damage', 'Price agreed later', 'Short delivery']) as reason,
from credited
where credited_on <= getvariable('last_day') and year(credited_on) = getvariable('year')
