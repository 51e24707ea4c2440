-- What is taken out of the pay for an event because another component is paid for it, too: no more
-- than that pay, and in its proportions where several are paid for the event. What rounding leaves
-- over goes to the largest part, then to the first payee by id.
with limited as (
    select
        carved.*,
        money.minor_unit,
        money.rounding_mode,
        {{ rounded(
            'cast(' ~ direction('carved.given_amount') ~ ' * least('
            ~ 'abs(carved.override_amount), abs(carved.given_amount)) as decimal(28, 6))',
            'money.minor_unit',
            'money.rounding_mode'
        ) }} as taken
    from {{ ref('carved_pay') }} as carved
    inner join {{ ref('plan_money') }} as money on carved.plan_id = money.plan_id
    where (carved.override_amount > 0) = (carved.given_amount > 0) and carved.given_amount <> 0
),

{{ cents_shared(
    'limited', 'taken', 'amount * ' ~ direction('given_amount'), 'abs(given_amount)',
    'override_plan_id, override_component_id, event_id', 'payee_id'
) }},

final as (
    select
        concat_ws(
            '/', plan_id, component_id, payee_id, event_id, 'carve', override_plan_id,
            override_component_id
        ) as posting_key,
        plan_id,
        component_id,
        payee_id,
        event_id,
        period,
        occurred_on as effective_on,
        'commission_payable' as debit_account,
        'commission_expense' as credit_account,
        part as amount,
        currency,
        plan_rate as reporting_rate,
        'carve' as kind,
        {{ json_object({
            'for': json_text("override_plan_id || '/' || override_component_id"),
            'override': number_text('override_amount', 6),
            'pay': number_text('amount', 6),
            'of': number_text('given_amount', 6),
            'amount': number_text('-part', 6)
        }) }} as explain
    from shared_to_the_cent
    where part <> 0
)

select * from final
