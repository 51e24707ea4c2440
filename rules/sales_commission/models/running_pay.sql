-- A cap over a month or a window, and rounding once per window, depend on what came before: what a
-- credit pays is the sum so far with it, less the sum so far without it. Where no component asks
-- for either, nothing is read.
{{ config(materialized='table') }}

with rule as (
    select
        rated_target.target_id,
        rule.*
    from {{ ref('pay_rule') }} as rule
    inner join {{ ref('rated_target') }} as rated_target
        on rule.plan_id = rated_target.plan_id and rule.component_id = rated_target.component_id
    where rule.cap_per in ('period', 'window') or rule.is_rounded_in_window
),

lifted as (
    select
        earned.target_id,
        earned.sequence_no,
        earned.occurred_on,
        {{ lifted('earned.earned', 'rule.minimum_amount * earned.share') }} as earned,
        rule.cap_per,
        rule.cap_amount,
        rule.minor_unit,
        rule.rounding_mode,
        rule.is_rounded_in_window
    from {{ ref('earned') }} as earned
    inner join rule on earned.target_id = rule.target_id
),

accumulated as (
    select
        *,
        sum(earned) over (
            partition by
                target_id, case cap_per when 'period' then date_trunc('month', occurred_on) end
            order by sequence_no
            rows between unbounded preceding and current row
        ) as earned_so_far
    from lifted
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
