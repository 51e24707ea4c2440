-- What the model that a version has gives to each open deal: points by feature, and the probability
-- that they stand for.
with weights as (
    select
        learned_on,
        sum(points) filter (feature = 'intercept') as intercept,
        map_from_entries(list({ 'key': feature || '=' || class, 'value': points })) as points
    from {{ ref('model') }}
    group by learned_on
),

version as (
    select * from {{ ref('version') }}
),

added as (
    select
        feature.month_no,
        feature.opportunity_id,
        {{ points_of('feature.features', 'weights.points') }} as points,
        weights.intercept
    from {{ ref('feature') }} as feature
    inner join version on feature.month_no = version.month_no
    inner join weights on version.learned_on = weights.learned_on
),

scored as (
    select
        *,
        {{ score_of('points', 'intercept') }} as score
    from added
),

powered as (
    select
        *,
        {{ decay('score') }} as decay
    from scored
),

final as (
    select
        month_no,
        opportunity_id,
        points,
        score,
        {{ probability_of('score', 'decay') }} as probability
    from powered
)

select * from final
