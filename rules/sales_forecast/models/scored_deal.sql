-- What the model that a version has gives to each open deal: points by feature, and the probability
-- that they stand for.
with weights as (
    select
        learned_on,
        sum(points) filter (feature = 'intercept') as intercept,
        map_from_entries(list((feature || '=' || class, points))) as points
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
        map_from_entries(list_transform(
            map_entries(feature.features),
            lambda one: (one['key'], coalesce(weights.points[one['key'] || '=' || one['value']], 0))
        )) as points,
        weights.intercept
    from {{ ref('feature') }} as feature
    inner join version on feature.month_no = version.month_no
    inner join weights on version.learned_on = weights.learned_on
),

scored as (
    select
        *,
        cast(intercept + list_sum(map_values(points)) as bigint) as score
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
