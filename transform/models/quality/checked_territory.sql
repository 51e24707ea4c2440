with staged as (
    select * from {{ ref('stg_territory') }}
),

{{ checked('territory') }}

select * from final
