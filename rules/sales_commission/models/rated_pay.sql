-- What is earned, capped and rounded as the company says: what happened is scenario 0; the others
-- are windows without a deal that was cancelled.
with rule as (
    select
        target.target_id,
        target.actual_target_id,
        target.scenario_no,
        rule.*
    from {{ ref('rated_target') }} as target
    inner join {{ ref('pay_rule') }} as rule
        on target.plan_id = rule.plan_id and target.component_id = rule.component_id
),

capped as (
    select
        earned.*,
        rule.actual_target_id,
        rule.scenario_no,
        rule.minor_unit,
        rule.rounding_mode,
        running_pay.amount as running_amount,
        coalesce(
            running_pay.capped,
            {{ capped_per_event(
                'earned.earned', 'rule.cap_per', 'rule.cap_amount',
                'rule.minimum_amount * earned.share'
            ) }}
        ) as capped
    from {{ ref('earned') }} as earned
    inner join rule on earned.target_id = rule.target_id
    left join {{ ref('running_pay') }} as running_pay
        on earned.target_id = running_pay.target_id
            and earned.sequence_no = running_pay.sequence_no
),

final as (
    select
        * exclude (minor_unit, rounding_mode, running_amount, capped)
        replace (cast(earned as decimal(38, 16)) as earned),
        cast(capped - earned as decimal(38, 16)) as cap_effect,
        cast(coalesce(
            running_amount, {{ rounded('capped', 'minor_unit', 'rounding_mode') }}
        ) as decimal(28, 6)) as amount
    from capped
)

select * from final
