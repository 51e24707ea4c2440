-- What the payee would have been paid less, had the deal never been: the window in one scenario
-- beside the one before it, by the month of the credits. Nothing is about a month before the
-- cancellation's own.
with scenario as (
    select * from {{ ref('scenario') }}
),

paid as (
    select * from {{ ref('scenario_pay') }}
),

compared as (
    select
        scenario.target_id,
        paid.period,
        paid.last_day,
        paid.plan_rate,
        case when paid.scenario_no = scenario.scenario_no then -paid.amount else paid.amount end
            as amount
    from scenario
    inner join paid
        on scenario.actual_target_id = paid.actual_target_id
            and paid.scenario_no between scenario.scenario_no - 1 and scenario.scenario_no
),

passage as (
    select distinct
        plan_id,
        component_id,
        payee_id,
        cancellation_id,
        credit_window,
        times
    from {{ ref('clawback_passage') }}
),

final as (
    select
        scenario.plan_id,
        scenario.component_id,
        target.payee_id,
        target.window_start,
        scenario.cancellation_id,
        greatest(compared.period, strftime(scenario.cancelled_on, '%Y-%m')) as period,
        greatest(max(compared.last_day), scenario.cancelled_on) as effective_on,
        scenario.cancelled_on,
        rule.method = 'counterfactual' as is_posted,
        arg_max(compared.plan_rate, compared.last_day) as plan_rate,
        cast(coalesce({{ rounded(
            '(sum(compared.amount) * any_value(passage.times))', 'any_value(pay_rule.minor_unit)',
            'any_value(pay_rule.rounding_mode)'
        ) }}, sum(compared.amount)) as decimal(28, 6)) as amount
    from compared
    inner join scenario on compared.target_id = scenario.target_id
    inner join {{ ref('quota_target') }} as target on scenario.actual_target_id = target.target_id
    left join passage
        on scenario.plan_id = passage.plan_id
            and scenario.component_id = passage.component_id
            and target.payee_id = passage.payee_id
            and scenario.cancellation_id = passage.cancellation_id
            and target.window_start = passage.credit_window
    left join {{ ref('pay_rule') }} as pay_rule
        on scenario.plan_id = pay_rule.plan_id
            and scenario.component_id = pay_rule.component_id
    left join {{ ref('plan_clawback') }} as rule
        on scenario.plan_id = rule.plan_id and scenario.component_id = rule.component_id
    group by
        scenario.plan_id,
        scenario.component_id,
        target.payee_id,
        target.window_start,
        scenario.cancellation_id,
        scenario.cancelled_on,
        rule.method,
        greatest(compared.period, strftime(scenario.cancelled_on, '%Y-%m'))
)

select * from final
