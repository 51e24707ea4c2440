-- What the statistical method knows of an open deal, in classes: as it was then.
with committed as (
    select
        learned_no,
        horizon,
        member as person_id,
        share
    from {{ ref('delivery') }}
    where level = 'person' and category = 'commit'
),

final as (
    select
        deal.month_no,
        deal.opportunity_id,
        map {
            'stage': coalesce(deal.stage, 'unknown'),
            'category': deal.category,
            'segment': coalesce(deal.segment, 'unknown'),
            'months_to_quarter_end': cast(deal.horizon as varchar),
            'months_to_close': case
                when deal.closed_on <= deal.as_of then 'overdue'
                else cast(least((deal.closed_on - deal.as_of) // 30, 6) as varchar)
            end,
            'months_of_age':
            cast(least((deal.as_of - cast(deal.created_at as date)) // 30, 12) as varchar),
            'pushes': cast(least(deal.pushes, 3) as varchar),
            'digits_of_amount':
            coalesce(cast(length(cast(floor(abs(deal.amount)) as varchar)) as varchar), 'unknown'),
            'tenths_of_commits_delivered':
            coalesce(cast(floor(10 * least(committed.share, 1)) as varchar), 'unknown')
        } as features
    from {{ ref('open_deal') }} as deal
    left join committed
        on deal.learned_no = committed.learned_no and deal.horizon = committed.horizon
            and deal.person_id = committed.person_id
    where deal.horizon is not null
)

select * from final
