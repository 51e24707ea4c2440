-- Nothing is earned by attainment without a quota, and nobody should find that out at the end of
-- the quarter. A quota of zero counts as missing.
with final as (
    select
        target.plan_id,
        target.component_id,
        target.payee_id,
        target.quota,
        target."window",
        target.window_start,
        count(*) as credits,
        cast(sum(way.credited) as decimal(28, 6)) as credited
    from {{ ref('quota_target') }} as target
    inner join {{ ref('way') }} as way on target.target_id = way.target_id
    where target.is_missing
    group by all
)

select * from final
