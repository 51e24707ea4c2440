with staged as (
    select * from {{ ref('stg_customer') }}
),

{{ checked('customer') }}

select * from final
