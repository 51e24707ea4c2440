-- What should stand in the ledger: two lines for each transfer, the first with its derivation.
with line as (
    select
        1 as line_no,
        1 as sign
    union all
    select
        2 as line_no,
        -1 as sign
),

final as (
    select
        transfer.posting_key,
        line.line_no,
        'actual' as book,
        case line.line_no
            when 1 then transfer.debit_account else transfer.credit_account
        end as account,
        transfer.period,
        transfer.effective_on,
        cast(transfer.amount * line.sign as decimal(28, 6)) as amount,
        transfer.currency,
        cast(transfer.amount_reporting * line.sign as decimal(28, 6)) as amount_reporting,
        transfer.entity_id,
        transfer.party_id,
        transfer.customer_id,
        transfer.product_id,
        transfer.territory_id,
        transfer.dims,
        transfer.source_system,
        transfer.source_table,
        transfer.source_id,
        transfer.source_hash,
        transfer.rule_id,
        case line.line_no when 1 then transfer.explain end as explain
    from {{ ref('posted_transfer') }} as transfer
    cross join line
)

select * from final
