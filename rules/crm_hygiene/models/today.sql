-- There is no clock: today is the last day of which the CRM recorded anything. A meeting that is
-- planned was recorded when it was planned.
with recorded as (
    select max(created_on) as day
    from {{ ref('opportunity') }}
    union all
    select cast(max(changed_at) as date) as day
    from {{ ref('opportunity_change') }}
    union all
    select max(recorded_on) as day
    from {{ ref('activity') }}
),

final as (
    select max(day) as day
    from recorded
    having max(day) is not null
)

select * from final
