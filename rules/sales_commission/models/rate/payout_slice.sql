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
        if(
            if(curve.is_alone, walked.position_before > 0, walked.sequence_no > 1),
            walked.position_before, -10000000000000000000
        ) as position_before,
        if(
            curve.is_alone and walked.position_after < walked.position_before,
            -10000000000000000000, walked.position_after
        ) as position_after,
        walked.position_before as way_before,
        walked.position_after as way_after,
        if(curve.is_alone, greatest(walked.base, 0), sum(walked.base) over so_far)
            as credited_after,
        walked.base
    from walked
    inner join curve on walked.target_id = curve.target_id and curve.stretch_no = 1
    window so_far as (
        partition by walked.target_id
        order by walked.sequence_no
        rows between unbounded preceding and current row
    )
),

spanned as (
    select
        target_id,
        sequence_no,
        case when position_after < position_before then -1 else 1 end as direction,
        least(position_before, position_after) as low,
        greatest(position_before, position_after) as high,
        way_before,
        way_after,
        cast(credited_after - base as decimal(28, 6)) as credited_before,
        cast(credited_after as decimal(28, 6)) as credited_after
    from placed
),

cut as (
    select
        spanned.* exclude (low, high),
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
            when is_entered then {{ paid_at('value_before', 'position_from', 'credited_before') }}
            else {{ paid_at(
                'value + ' ~ along('position_from'), 'position_from', 'credited_before'
            ) }}
        end as paid_before,
        {{ paid_at('value + ' ~ along('position_to'), 'position_to', 'credited_after') }}
            as paid_after
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
