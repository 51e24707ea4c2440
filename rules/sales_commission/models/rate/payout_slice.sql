-- Fixed payouts and payout curves: a credit earns what has been paid in all after it, less what had
-- been before it. Before the first credit of a window nothing had been; where every event stands
-- alone, that is so each time. A step back for a cancelled deal pays nothing.
with curve as (
    select * from {{ ref('target_curve') }}
),

walked as (
    select * from {{ ref('walked') }}
    where target_id in (select curve.target_id from curve) and is_reduction is distinct from true
),

placed as (
    select
        walked.target_id,
        walked.sequence_no,
        case
            when (not curve.is_alone and walked.sequence_no > 1)
                or (curve.is_alone and walked.position_before > 0)
                then walked.position_before
            else -10000000000000000000
        end as position_before,
        case
            when curve.is_alone and walked.position_after < walked.position_before
                then -10000000000000000000
            else walked.position_after
        end as position_after
    from walked
    inner join curve on walked.target_id = curve.target_id and curve.stretch_no = 1
),

spanned as (
    select
        target_id,
        sequence_no,
        case when position_after < position_before then -1 else 1 end as direction,
        least(position_before, position_after) as low,
        greatest(position_before, position_after) as high
    from placed
),

cut as (
    select
        spanned.target_id,
        spanned.sequence_no,
        spanned.direction,
        curve.stretch_no,
        greatest(spanned.low, curve.position_from) as position_from,
        least(spanned.high, curve.position_to) as position_to,
        spanned.low < curve.position_from as is_entered,
        curve.position_from as begins_at,
        curve.is_rate,
        curve.value_before,
        curve.value,
        curve.rise,
        curve.run
    from spanned
    inner join curve
        on spanned.target_id = curve.target_id
            and spanned.low < curve.position_to
            and spanned.high >= curve.position_from
),

paid as (
    select
        *,
        case
            when is_entered then {{ paid_at('value_before', 'position_from') }}
            else {{ paid_at('value + ' ~ along('position_from'), 'position_from') }}
        end as paid_before,
        {{ paid_at('value + ' ~ along('position_to'), 'position_to') }} as paid_after
    from cut
),

final as (
    select
        target_id,
        sequence_no,
        stretch_no,
        greatest(position_from, least(position_to, 0)) as position_from,
        position_to,
        cast(direction * (paid_after - paid_before) as decimal(28, 6)) as base,
        cast(1 as decimal(28, 10)) as rate
    from paid
    where paid_after <> paid_before
)

select * from final
