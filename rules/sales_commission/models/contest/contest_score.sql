-- What everybody on the plan has reached in a contest, and by which event. Only who has scored at
-- all, has the minimum and qualifies may win; the others stand at the bottom.
with contest as (
    select * from {{ ref('plan_contest') }}
    where date_trunc('month', ends_on)
        <= (select max(event.occurred_on) from {{ ref('event') }} as event)
),

entrant as (
    select distinct
        contest.*,
        covered.person_id as payee_id
    from contest
    inner join {{ ref('payee_plan') }} as covered
        on contest.plan_id = covered.plan_id
            and contest.starts_on < covered.valid_until
            and contest.ends_on >= covered.valid_from
),

scored as (
    select
        target.plan_id,
        target.component_id,
        target.payee_id,
        sum(walked.position_after - walked.position_before) as counted,
        max(walked.occurred_on) as reached_on,
        arg_max(walked.event_id, (walked.occurred_on, walked.event_id)) as reached_by
    from contest
    inner join {{ ref('quota_target') }} as target
        on contest.plan_id = target.plan_id and contest.component_id = target.component_id
    inner join {{ ref('walked') }} as walked on target.target_id = walked.target_id
    group by all
),

aimed_at as (
    select
        contest.plan_id,
        contest.component_id,
        quota.payee_id,
        sum(quota.amount) as quota
    from contest
    inner join {{ ref('plan_component') }} as component
        on contest.plan_id = component.plan_id and contest.component_id = component.component_id
    inner join {{ ref('quota_amount') }} as quota
        on component.plan_id = quota.plan_id
            and component.quota = quota.quota
            and component."window" = quota."window"
            and contest.starts_on <= quota.window_start
            and contest.ends_on >= quota.window_start
    where contest.score = 'attainment'
    group by all
),

measured as (
    select
        entrant.*,
        scored.reached_on,
        scored.reached_by,
        case
            when entrant.score <> 'attainment'
                then cast(coalesce(scored.counted, 0) as decimal(28, 10))
            when aimed_at.quota > 0
                then {{ ratio('coalesce(scored.counted, 0)', 'aimed_at.quota') }}
            else 0
        end as reached,
        entrant.qualify_component is null or qualified.payee_id is not null as is_qualified
    from entrant
    left join scored
        on entrant.plan_id = scored.plan_id
            and entrant.component_id = scored.component_id
            and entrant.payee_id = scored.payee_id
    left join aimed_at
        on entrant.plan_id = aimed_at.plan_id
            and entrant.component_id = aimed_at.component_id
            and entrant.payee_id = aimed_at.payee_id
    left join {{ ref('qualified') }} as qualified
        on entrant.plan_id = qualified.plan_id
            and entrant.component_id = qualified.component_id
            and entrant.payee_id = qualified.payee_id
            and entrant.ends_on = qualified.last_day
),

final as (
    select
        plan_id,
        component_id,
        starts_on,
        ends_on,
        ties,
        payee_id,
        reached as score,
        reached_on,
        reached_by,
        is_qualified and reached > 0 and reached >= coalesce(minimum, 0) as is_eligible
    from measured
)

select * from final
