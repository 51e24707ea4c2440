-- The list of each owner: how much there is to do of what, and what is at stake.
with final as (
    select
        owner_id,
        check_id,
        any_value(severity) as severity,
        any_value(team_id) as team_id,
        count(*) as findings,
        cast(sum(amount) as decimal(28, 6)) as amount,
        max(days) as longest_days,
        max(known_on) as known_on
    from {{ ref('hygiene_finding') }}
    group by owner_id, check_id
)

select * from final
