-- What a cancellation takes back at the deal's own rate, or of what had been paid out by then. What
-- is held goes first; where only what was paid is taken back, the held part is given up as a whole.
-- Shares are taken as sums so far, so that parts of a deal come to the whole, to the cent. A deal
-- whose own rate took pay away, as a lower tier does, gives that back when it is cancelled.
{{ config(materialized='table') }}

with found as (
    select
        share.*,
        pay.* exclude (plan_id, component_id, event_id),
        coalesce(held.amount, 0) as held,
        coalesce(passage.times, 1) as times
    from {{ ref('clawback_share') }} as share
    inner join {{ ref('clawback_pay') }} as pay
        on share.plan_id = pay.plan_id
            and share.component_id = pay.component_id
            and share.event_id = pay.event_id
    left join {{ ref('clawback_held') }} as held
        on pay.earning_key = held.earning_key and share.cancellation_id = held.cancellation_id
    left join {{ ref('clawback_passage') }} as passage
        on share.plan_id = passage.plan_id
            and share.component_id = passage.component_id
            and share.cancellation_id = passage.cancellation_id
            and share.event_id = passage.event_id
            and pay.payee_id = passage.payee_id
    where share.whole > 0 and share.part > 0
),

-- What the end of the window multiplied was held and paid in the same proportion.
based as (
    select
        * exclude (times) replace (
            cast(earned * times as decimal(28, 6)) as earned,
            {{ rounded('(held * least(times, 1))', 'minor_unit', 'rounding_mode') }} as held
        ),
        case basis when 'paid' then (share_after - share_before) * least(times, 1) end
            as held_share,
        cast(case basis
            when 'paid' then (earned - held) * times
            else (at_own_rate - least(at_own_rate, held)) * times
                + least(at_own_rate, held) * least(times, 1)
        end as decimal(28, 6)) as base
    from found
),

takeable as (
    select
        *,
        {{ converted('base', 'part', 'whole') }} as takeable
    from based
),

taken as (
    select
        * exclude (takeable),
        {{ rounded('(takeable * share_after)', 'minor_unit', 'rounding_mode') }}
        - {{ rounded('(takeable * share_before)', 'minor_unit', 'rounding_mode') }} as taken,
        {{ rounded('(held * share_after)', 'minor_unit', 'rounding_mode') }}
        - {{ rounded('(held * share_before)', 'minor_unit', 'rounding_mode') }} as given_up
    from takeable
),

running as (
    select
        *,
        sum(taken) over (
            partition by earning_key
            order by cancelled_on, cancellation_id
            rows between unbounded preceding and current row
        ) as taken_so_far
    from taken
),

held_first as (
    select
        *,
        max(greatest(least(taken_so_far, held), 0)) over (
            partition by earning_key
            order by cancelled_on, cancellation_id
            rows between unbounded preceding and current row
        ) as held_so_far
    from running
),

final as (
    select
        * exclude (part, whole, taken, given_up, taken_so_far, held_so_far),
        case when whole = 1 then part else {{ ratio('part', 'whole') }} end as taken_share,
        cast(case basis
            when 'paid' then given_up
            else held_so_far - coalesce(lag(held_so_far) over (
                    partition by earning_key order by cancelled_on, cancellation_id
                ), 0)
        end as decimal(28, 6)) as from_held,
        cast(case basis when 'paid' then taken + given_up else taken end as decimal(28, 6))
            as amount
    from held_first
)

select * from final
