-- How much pipeline somebody shall create in a month.
with final as (
    select
        month.month_no,
        month.period,
        targets.person_id,
        team.team_id,
        team.territory_id,
        sum(targets.amount) as target_amount,
        0 as created_amount
    from {{ ref('revops_metrics__targets') }} as targets
    inner join {{ ref('month') }} as month on targets.period = month.period
    left join {{ ref('team') }} as team
        on month.month_no = team.month_no and targets.person_id = team.person_id
    group by all
)

select * from final
