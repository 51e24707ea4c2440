-- What touched a deal until it was won, in order, and what each model of attribution lets it weigh.
with shares as (
    select
        max(value) filter (where setting = 'first_touch_share') as first_share,
        max(value) filter (where setting = 'last_touch_share') as last_share
    from {{ ref('revops_metrics__settings') }}
),

touched as (
    select
        deal.opportunity_id,
        deal.period,
        deal.person_id,
        deal.team_id,
        deal.territory_id,
        deal.segment,
        deal.amount,
        touches.touch_id,
        touches.channel,
        touches.campaign,
        count(*) over (partition by deal.opportunity_id, deal.month_no) as touches,
        row_number() over (
            partition by deal.opportunity_id, deal.month_no
            order by touches.touched_on, touches.touch_id
        ) as touch_no
    from {{ ref('deal_month') }} as deal
    inner join {{ ref('revops_metrics__touches') }} as touches
        on deal.opportunity_id = touches.opportunity_id
            and touches.touched_on <= cast(deal.closed_at as date)
    where deal.is_won and deal.amount is not null
),

final as (
    select
        touched.* exclude (touch_no, touches),
        unnest(['first', 'last', 'linear', 'position']) as model,
        unnest([
            cast(touch_no = 1 as integer),
            cast(touch_no = touches as integer),
            1,
            case
                when shares.first_share + shares.last_share is null then null
                when touches <= 2
                    then cast(touch_no = 1 as integer) * shares.first_share
                        + cast(touch_no = touches as integer) * shares.last_share
                when touch_no = 1 then (touches - 2) * shares.first_share
                when touch_no = touches then (touches - 2) * shares.last_share
                else 1 - shares.first_share - shares.last_share
            end
        ]) as weight
    from touched
    cross join shares
)

select * from final
