with staged as (
    select * from {{ ref('stg_product') }}
),

{{ checked('product') }}

select * from final
