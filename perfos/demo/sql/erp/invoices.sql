with inspected as (
    select
        *,
        dirt(invoice_no, 'invoice', 4) as dirt,
    from invoice
    where year(invoiced_on) = getvariable('year')
)

select
    invoice_id,
    opportunity_id as order_id,
    customer_id,
    product_id,
    territory_id,
    if(dirt = 4, stranger(invoice_no), owner_id) as sales_person,
    if(dirt = 1, '31.02.' || year(invoiced_on), dotted(invoiced_on)) as invoiced_on,
    if(dirt = 2, 'see contract', continental(money(cents))) as amount,
    if(dirt = 3, null, currency) as currency,
    choice(invoice_no, 'terms', ['14 days net', '30 days net', '60 days net']) as payment_terms,
from inspected
