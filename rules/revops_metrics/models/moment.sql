-- What was said of each opportunity, and when. The last moment of all is its record as it stands:
-- what a field was before a change is what the change says it was, and after the last one what
-- the record says. A change says null as an empty text, so that null means: nothing was said.
with change as (
    select
        opportunity_id,
        changed_at,
        field,
        coalesce(old_value, '') as was,
        coalesce(new_value, '') as was_set_to
    from {{ ref('opportunity_change') }}
),

opportunity as (
    select * from {{ ref('opportunity') }}
),

logged as (
    select
        opportunity_id,
        min(changed_at) as first_change,
        bool_or(field = 'stage') as has_stages
    from change
    group by opportunity_id
),

opening as (
    select
        opportunity.opportunity_id,
        least(cast(opportunity.created_on as timestamp), logged.first_change) as changed_at,
        0 as rank
    from opportunity
    left join logged on opportunity.opportunity_id = logged.opportunity_id
),

-- Of a deal that is closed and whose stages nobody logged, the day of closing is known even so.
closing as (
    select
        opportunity.opportunity_id,
        cast(opportunity.closed_on as timestamp) as changed_at,
        1 as rank,
        '' as stage
    from opportunity
    inner join {{ ref('revops_metrics__stages') }} as stages on opportunity.stage = stages.stage
    left join logged on opportunity.opportunity_id = logged.opportunity_id
    where stages.outcome <> 'open'
        and opportunity.closed_on >= opportunity.created_on
        and not coalesce(logged.has_stages, false)
),

now as (
    select
        opportunity_id,
        timestamp '9999-12-31' as changed_at,
        2 as rank,
        coalesce(stage, '') as stage,
        coalesce(cast(amount as varchar), '') as amount,
        coalesce(cast(closed_on as varchar), '') as closed_on,
        coalesce(owner_id, '') as owner_id,
        coalesce(forecast_category, '') as forecast_category
    from opportunity
),

final as (
    select
        change.opportunity_id,
        change.changed_at,
        1 as rank,
        case change.field when 'stage' then change.was end as stage,
        case change.field when 'amount' then change.was end as amount,
        case change.field when 'closed_on' then change.was end as closed_on,
        case change.field when 'owner_id' then change.was end as owner_id,
        case change.field when 'forecast_category' then change.was end as forecast_category,
        case
            when change.field
                in ('stage', 'amount', 'closed_on', 'owner_id', 'forecast_category')
                then change.field
        end as field,
        change.was_set_to
    from change
    semi join opportunity on change.opportunity_id = opportunity.opportunity_id
    union all by name
    select * from opening
    union all by name
    select * from closing
    union all by name
    select * from now
)

select * from final
