-- Which quarters a version may learn from: those that were over on its day, the last ones of them.
with most as (
    select max(value) as quarters
    from {{ ref('sales_forecast__settings') }}
    where setting = 'most_quarters'
),

learner as (
    select distinct learned_no
    from {{ ref('version') }}
),

ended as (
    select distinct target_no
    from {{ ref('target') }}
    where is_over
),

final as (
    select
        learner.learned_no,
        ended.target_no
    from learner
    inner join ended on learner.learned_no >= ended.target_no
    cross join most
    where most.quarters is null or learner.learned_no - ended.target_no < most.quarters
)

select * from final
