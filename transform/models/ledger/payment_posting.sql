-- What was handed to payroll is no longer owed: payable against the account that payroll clears.
-- Columns that say nothing here are left out; the union of all postings fills them.
with payment as (
    select * from {{ target.database }}.ledger.payment
),

line as (
    select
        1 as line_no,
        1 as sign,
        'commission_payable' as account
    union all
    select
        2 as line_no,
        -1 as sign,
        'payroll_clearing' as account
),

final as (
    select
        concat_ws('/', 'payroll', payment.period, payment.payee_id, payment.currency)
            as posting_key,
        line.line_no,
        'actual' as book,
        line.account,
        payment.period,
        payment.paid_on as effective_on,
        cast(payment.amount * line.sign as decimal(28, 6)) as amount,
        payment.currency,
        cast(payment.amount_reporting * line.sign as decimal(28, 6)) as amount_reporting,
        payment.payee_id as party_id,
        'company' as source_system,
        'payroll' as source_table,
        payment.receipt as source_id,
        'payroll/export/paid' as rule_id,
        'payroll' as package,
        '1.0.0' as package_version
    from payment
    cross join line
)

select * from final
