with staged as (
    select * from {{ ref('stg_activity') }}
),

{{ checked('activity') }}

select * from final
