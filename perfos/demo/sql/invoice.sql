-- One row per invoice of a slice of deals: one to three equal parts, a month apart. What is to be
-- invoiced after the order was cancelled, or after the last day, never is.
with part as (
    select
        *,
        1 + pick(deal_no, 'invoices', 3) as parts,
        unnest(generate_series(1, parts))::int as part,
        workday(closed_on + 3 + pick(deal_no, 'invoiced', 12) + 30 * (part - 1)) as invoiced_on,
    from deal
    where is_won and deal_no >= getvariable('lo') and deal_no < getvariable('hi')
),

final as (
    select
        deal_no * 4 + part as invoice_no,
        'I' || lpad((deal_no + 1)::varchar, 8, '0') || '-' || part as invoice_id,
        opportunity_id,
        customer_id,
        product_id,
        territory_id,
        owner_id,
        currency,
        -- The last part takes the cents that equal parts leave over.
        cents // parts + if(part = parts, cents % parts, 0) as cents,
        invoiced_on,
    from part
    where
        invoiced_on <= getvariable('last_day')
        and (cancelled_on is null or invoiced_on <= cancelled_on)
    order by invoice_no
)

select * from final
