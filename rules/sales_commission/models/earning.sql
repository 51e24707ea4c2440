-- What happened, without the scenarios that clawbacks ask for.
with final as (
    select * exclude (actual_target_id, scenario_no)
    from {{ ref('pay') }}
    where scenario_no = 0
)

select * from final
