-- What a whole window let through: what stood at the end of its last month.
with final as (
    select
        plan_id,
        component_id,
        payee_id,
        window_start,
        arg_max(case when is_open then times else 0 end, month_start) as times
    from {{ ref('month_passage') }}
    group by plan_id, component_id, payee_id, window_start
)

select * from final
