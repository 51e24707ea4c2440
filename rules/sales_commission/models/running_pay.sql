-- A cap over a month or a window, and rounding once per window, depend on what came before: what a
-- credit pays is the sum so far with it, less the sum so far without it. Where no component asks
-- for either, nothing is read.
with rule as (
    select
        quota_target.target_id,
        rule.*
    from {{ ref('pay_rule') }} as rule
    inner join {{ ref('quota_target') }} as quota_target
        on rule.plan_id = quota_target.plan_id and rule.component_id = quota_target.component_id
    where rule.cap_per in ('period', 'window') or rule.is_rounded_in_window
),

accumulated as (
    select
        earned.target_id,
        earned.sequence_no,
        earned.earned,
        rule.cap_per,
        rule.cap_amount,
        rule.minor_unit,
        rule.rounding_mode,
        rule.is_rounded_in_window,
        sum(earned.earned) over (
            partition by
                earned.target_id,
                case rule.cap_per when 'period' then date_trunc('month', earned.occurred_on) end
            order by earned.sequence_no
            rows between unbounded preceding and current row
        ) as earned_so_far
    from {{ ref('earned') }} as earned
    inner join rule on earned.target_id = rule.target_id
),

capped as (
    select
        *,
        case
            when cap_per in ('period', 'window')
                then least(earned_so_far, cap_amount)
                    - least(earned_so_far - earned, cap_amount)
            else {{ capped_per_event('earned', 'cap_per', 'cap_amount') }}
        end as capped
    from accumulated
),

paid as (
    select
        *,
        sum(capped) over (
            partition by target_id
            order by sequence_no
            rows between unbounded preceding and current row
        ) as paid_so_far
    from capped
),

final as (
    select
        target_id,
        sequence_no,
        cast(capped as decimal(38, 16)) as capped,
        case
            when is_rounded_in_window
                then {{ rounded('paid_so_far', 'minor_unit', 'rounding_mode') }}
                    - {{ rounded('(paid_so_far - capped)', 'minor_unit', 'rounding_mode') }}
            else {{ rounded('capped', 'minor_unit', 'rounding_mode') }}
        end as amount
    from paid
)

select * from final
