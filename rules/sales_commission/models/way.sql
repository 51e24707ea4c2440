-- Where each credit begins and ends on the payee's way through the window: before it stands what
-- came earlier in the window, by date and then by event, on this component or one that shares the
-- way with it. This is the expensive step, so only keys and amounts pass through it, and only
-- those of windows that something changed in.
{{ config(materialized='table') }}

with credit as (
    select * from {{ ref('credit') }}
),

calendar as (
    select * from {{ ref('calendar') }}
),

component as (
    select * from {{ ref('plan_component') }}
),

quota_target as (
    select * from {{ ref('quota_target') }}
),

-- The start of the window is a column before targets are looked up by it: as a condition between
-- three tables it would be asked of every window of the payee.
dated as (
    select
        credit.*,
        component.is_pay_split,
        {{ window_start('component."window"', 'calendar', 'component.weeks_from') }} as window_start
    from credit
    inner join calendar on credit.occurred_on = calendar.day
    inner join component
        on credit.plan_id = component.plan_id and credit.component_id = component.component_id
    where {{ is_changed_day('way_print', 'credit.occurred_on') }}
),

measured as (
    select
        quota_target.target_id,
        quota_target.way_id,
        quota_target."window",
        credit.event_id,
        credit.role,
        credit.occurred_on,
        credit.measured,
        credit.event_currency,
        credit.event_rate,
        credit.plan_rate,
        credit.share,
        credit.credited,
        coalesce(credit.own_rate, tenure_rate.rate) as own_rate,
        credit.multiplier,
        {{ moved_by('quota_target', 'credit') }} as step,
        {{ paid_on('quota_target', 'credit') }} as base
    from dated as credit
    inner join quota_target
        on credit.plan_id = quota_target.plan_id
            and credit.component_id = quota_target.component_id
            and credit.payee_id = quota_target.payee_id
            and credit.window_start = quota_target.window_start
    left join {{ ref('tenure_rate') }} as tenure_rate
        on quota_target.target_id = tenure_rate.target_id
            and credit.occurred_on >= tenure_rate.first_day
            and credit.occurred_on < tenure_rate.ends_before
    where {{ is_changed('way_print', 'quota_target.target_id') }}
),

ordered as (
    select
        *,
        row_number() over credits_so_far as sequence_no,
        sum(step) over credits_so_far as reached
    from measured
    window credits_so_far as (
        partition by way_id
        order by occurred_on, event_id, role, target_id
        rows between unbounded preceding and current row
    )
),

-- Where every event is rated on its own, it comes from zero; a credit note goes back to it.
final as (
    select
        * exclude (way_id, "window", step, reached)
        replace (
            cast(sequence_no as integer) as sequence_no,
            case
                when multiplier is null then base else cast(base * multiplier as decimal(28, 6))
            end as base
        ),
        cast(case
            when "window" = 'event' then greatest(-step, 0) else reached - step
        end as decimal(38, 6)) as position_before,
        cast(case
            when "window" = 'event' then greatest(step, 0) else reached
        end as decimal(38, 6)) as position_after
    from ordered
)

select * from final
