-- Target pay for the days of leave, where the plan guarantees it: the part of the window's target
-- pay that the leave took off it. It is owed on the window's last day.
with guaranteed as (
    select
        modifier.plan_id,
        modifier.component_id,
        quota.payee_id,
        quota.window_start,
        span.last_day,
        strftime(span.last_day, '%Y-%m') as period,
        quota.part,
        quota.days_on_leave,
        quota.days,
        quota.ramp_share,
        modifier.target_weight,
        {{ converted(
            'cast(cast(quota.part * modifier.target_weight as decimal(28, 6)) '
            ~ '* coalesce(quota.ramp_share, 1) as decimal(28, 6))',
            'cast(quota.days_on_leave as decimal(28, 10))',
            'cast(quota.days as decimal(28, 10))'
        ) }} as pay
    from {{ ref('plan_modifier') }} as modifier
    inner join {{ ref('plan_component') }} as component
        on modifier.plan_id = component.plan_id and modifier.component_id = component.component_id
    inner join {{ ref('quota_use') }} as use
        on modifier.plan_id = use.plan_id
            and modifier.target_quota = use.quota
            and component."window" = use."window"
    inner join {{ ref('quota_amount') }} as quota
        on use.plan_id = quota.plan_id
            and use.quota = quota.quota
            and use."window" = quota."window"
    inner join {{ ref('window_span') }} as span
        on quota."window" = span."window" and quota.window_start = span.window_start
    semi join {{ ref('payee_plan') }} as covered
        on quota.plan_id = covered.plan_id
            and quota.payee_id = covered.person_id
            and span.last_day >= covered.valid_from
            and quota.window_start < covered.valid_until
    where use.leave = 'guarantee'
        and quota.days_on_leave > 0
        and date_trunc('month', span.last_day)
        <= (select max(event.occurred_on) from {{ ref('event') }} as event)
),

priced as (
    select
        guaranteed.*,
        money.currency,
        {{ rounded('guaranteed.pay', 'money.minor_unit', 'money.rounding_mode') }} as amount
    from guaranteed
    inner join {{ ref('plan_money') }} as money on guaranteed.plan_id = money.plan_id
),

final as (
    select
        concat_ws(
            '/', priced.plan_id, priced.component_id, priced.payee_id, priced.window_start,
            'guarantee'
        ) as posting_key,
        priced.plan_id,
        priced.component_id,
        priced.payee_id,
        cast(null as varchar) as event_id,
        priced.period,
        priced.last_day as effective_on,
        'commission_expense' as debit_account,
        'commission_payable' as credit_account,
        priced.amount,
        priced.currency,
        period_rate.rate as reporting_rate,
        'guarantee' as kind,
        {{ json_object({
            'window_start': json_text('cast(priced.window_start as varchar)'),
            'target': number_text('priced.part', 6),
            'weight': number_text('priced.target_weight', 10),
            'days_on_leave': 'cast(priced.days_on_leave as varchar)',
            'days': 'cast(priced.days as varchar)',
            'ramp': number_text('coalesce(priced.ramp_share, 1)', 10),
            'amount': number_text('priced.amount', 6)
        }) }} as explain
    from priced
    left join {{ ref('period_rate') }} as period_rate
        on priced.currency = period_rate.currency and priced.period = period_rate.period
    where priced.amount <> 0
)

select * from final
