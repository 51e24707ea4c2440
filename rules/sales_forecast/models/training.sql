-- What there is to learn from: open deals whose quarter is over, and whether they were won in it.
-- Of a large company a part is enough; which one says a hash, and no chance.
with ended as (
    select
        deal.ends_on as known_on,
        deal.is_won,
        feature.features,
        row_number() over (
            partition by deal.ends_on
            order by md5(deal.opportunity_id), deal.opportunity_id, deal.month_no
        ) as place
    from {{ ref('open_deal') }} as deal
    inner join {{ ref('feature') }} as feature
        on deal.month_no = feature.month_no and deal.opportunity_id = feature.opportunity_id
    where deal.is_over
),

final as (
    select
        known_on,
        features,
        is_won as outcome,
        count(*) as cases
    from ended
    where place <= 5000
    group by known_on, features, is_won
)

select * from final
