-- What happened about a deal. A company that loads no activities has the changes of its records
-- instead; as soon as it loads any, to edit a record is no activity.
with happened as (
    select
        opportunity_id,
        cast(happened_at as date) as day
    from {{ ref('activity') }}
    union all
    select
        opportunity_id,
        cast(changed_at as date) as day
    from {{ ref('opportunity_change') }}
    where not exists (select 1 from {{ ref('activity') }})
),

-- What lies ahead is planned, and has not happened.
final as (
    select
        happened.opportunity_id,
        max(happened.day) as active_on
    from happened
    cross join {{ ref('today') }} as today
    where happened.day <= today.day
    group by happened.opportunity_id
)

select * from final
