-- What each opportunity was, from when to when. What was known on a day is what holds at its end.
with stages as (
    select * from {{ ref('revops_metrics__stages') }}
),

doubted as (
    select
        opportunity_id,
        list(struct_pack(valid_from := valid_from, valid_until := valid_until)) as times
    from {{ ref('contradiction') }}
    group by opportunity_id
),

has_stages as (
    select count(*) > 0 as is_filled
    from stages
),

final as (
    select
        stretch.opportunity_id,
        stretch.valid_from,
        stretch.valid_until,
        stretch.stage,
        case when has_stages.is_filled then coalesce(stages.outcome, 'open') end as outcome,
        stretch.amount,
        opportunity.currency,
        stretch.closed_on,
        stretch.owner_id,
        stretch.forecast_category,
        coalesce(len(list_filter(
            doubted.times,
            lambda doubt: stretch.valid_from >= doubt['valid_from']
            and stretch.valid_from < doubt['valid_until']
        )) > 0, false) as is_contradicted
    from {{ ref('stretch') }} as stretch
    cross join has_stages
    inner join {{ ref('opportunity') }} as opportunity
        on stretch.opportunity_id = opportunity.opportunity_id
    left join stages on stretch.stage = stages.stage
    left join doubted on stretch.opportunity_id = doubted.opportunity_id
    where stretch.valid_from < stretch.valid_until
)

select * from final
