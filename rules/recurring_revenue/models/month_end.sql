-- What is contracted on the day on which a month is judged; of several subscriptions the largest
-- lends the owner, and is the record that the ledger names.
{{ config(materialized='table') }}

with final as (
    select
        month.month_no,
        term.customer_id,
        term.product_id,
        term.currency,
        sum(term.mrr) as mrr,
        arg_max(
            {
                'mrr': term.mrr,
                'subscription_id': term.subscription_id,
                'owner_id': term.owner_id,
                'source_system': term.source_system,
                'source_table': term.source_table,
                'source_id': term.source_id,
                'source_hash': term.source_hash
            },
            (term.mrr, term.subscription_id)
        ) as record
    from {{ ref('subscription_term') }} as term
    inner join {{ ref('month') }} as month
        on term.valid_from <= month.known_on and term.valid_until > month.known_on
    where term.mrr <> 0
    group by month.month_no, term.customer_id, term.product_id, term.currency
)

select * from final
