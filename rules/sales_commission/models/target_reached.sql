with attainment as (
    select * from {{ ref('attainment') }}
),

final as (
    select
        target_id,
        count(*) as credits,
        cast(sum(credited) as decimal(38, 6)) as credited,
        arg_max(position_after, sequence_no) as reached
    from attainment
    group by target_id
)

select * from final
