-- What is rated: each way as it was walked, or walked again because of a cancellation.
with rewalk as (
    select * from {{ ref('rewalk') }}
),

final as (
    select
        *,
        false as is_reduction,
        false as is_scenario
    from {{ ref('way') }}
    where target_id not in (select rewalk.target_id from rewalk)
    union all by name
    select * from rewalk
)

select * from final
