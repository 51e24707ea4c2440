-- All parts of all metrics: numbers that add up. Amounts that move are told by product, too;
-- customers, and what becomes of them, by customer alone.
{{ config(materialized='table') }}

with part as (
    select
        *,
        'movements' as source
    from {{ ref('movement_part') }}
    union all by name
    select
        *,
        'customers' as source
    from {{ ref('customer_part') }}
),

final as (
    select
        part.period,
        month.starts_on,
        month.known_on,
        part.customer_id,
        part.person_id,
        part.segment,
        part.product_id,
        part.source,
        {{ parts() | indent(8) }}
    from part
    inner join {{ ref('month') }} as month on part.month_no = month.month_no
)

select * from final
