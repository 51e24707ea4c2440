-- Most invoices are paid in one go, one in ten in two parts, one in twenty only in half.
with paid as (
    select
        *,
        pick(invoice_no, 'pays', 100) as manner,
        case when manner < 85 then cents when manner < 95 then cents * 6 // 10 else cents // 2 end
            as first_cents,
        invoiced_on + 14 + pick(invoice_no, 'pays/days', 46) as first_on,
    from invoice
),

part as (
    select
        *,
        unnest([
            {'part': 1, 'cents': first_cents, 'day': workday(first_on)},
            if(
                manner between 85 and 94,
                {'part': 2, 'cents': cents - first_cents, 'day': workday(first_on + 30)}, null
            )
        ]) as payment,
    from paid
)

select
    'P' || invoice_id[2:] || '-' || payment['part'] as payment_id,
    invoice_id,
    opportunity_id as order_id,
    customer_id,
    product_id,
    territory_id,
    owner_id as sales_person,
    dotted(payment['day']) as paid_on,
    continental(money(payment['cents'])) as amount,
    currency,
    choice(invoice_no, 'method', ['Transfer', 'Transfer', 'Direct debit', 'Card']) as method,
from part
where payment['day'] <= getvariable('last_day') and year(payment['day']) = getvariable('year')
