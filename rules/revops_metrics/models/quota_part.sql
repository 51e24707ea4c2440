-- The quota of the window that a month is in, and what of it was won by the end of the month. Who
-- has a quota and no deal has a pipeline of 0, and not none.
with windows as (
    select
        month.month_no,
        month.period,
        quota.payee_id as person_id,
        12 * date_part('year', quota.starts_on) + date_part('month', quota.starts_on) as first_no,
        {{ at_rate('quota.amount', 'month_rate.rate') }} as quota_amount
    from {{ ref('quota') }} as quota
    inner join {{ ref('revops_metrics__quotas') }} as counted on quota.quota = counted.quota
    inner join {{ ref('month') }} as month
        on quota.starts_on <= month.known_on and quota.ends_before > month.known_on
    inner join {{ ref('month_rate') }} as month_rate
        on month.month_no = month_rate.month_no and quota.currency = month_rate.currency
),

won as (
    select
        month_no,
        person_id,
        sum(won_amount) as amount
    from {{ ref('deal_part') }}
    group by month_no, person_id
),

final as (
    select
        windows.month_no,
        windows.period,
        windows.person_id,
        team.team_id,
        team.territory_id,
        windows.quota_amount,
        coalesce(sum(won.amount), 0) as quota_won_amount,
        0 as open_amount,
        0 as weighted_amount
    from windows
    left join {{ ref('team') }} as team
        on windows.month_no = team.month_no and windows.person_id = team.person_id
    left join won
        on windows.person_id = won.person_id
            and windows.first_no <= won.month_no
            and windows.month_no >= won.month_no
    group by all
)

select * from final
