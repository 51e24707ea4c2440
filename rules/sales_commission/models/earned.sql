-- What a credit earns is the sum of its slices. Those that are one slice as a whole go past the
-- adding up, which would take longer than all the rest.
with whole as (
    select
        *,
        base * rate as earned,
        [{{ slice_struct("'own'", 'paid_tier_no', 'base * rate') }}] as slices
    from {{ ref('own_slice') }}
    where is_whole
),

piece as (
    select
        target_id,
        sequence_no,
        sum(amount) as earned,
        list_sort(list({{ slice_struct('kind', 'tier_no', 'amount') }})) as slices
    from {{ ref('slice') }}
    group by target_id, sequence_no
),

in_pieces as (
    select
        way.*,
        piece.earned,
        piece.slices
    from piece
    inner join {{ ref('walked') }} as way
        on piece.target_id = way.target_id and piece.sequence_no = way.sequence_no
),

united as (
    select * from whole
    union all by name
    select * from in_pieces
),

final as (
    select
        target_id,
        sequence_no,
        event_id,
        role,
        occurred_on,
        measured,
        event_currency,
        event_rate,
        plan_rate,
        share,
        multiplier,
        credited,
        position_before,
        position_after,
        slices,
        earned,
        is_scenario
    from united
)

select * from final
