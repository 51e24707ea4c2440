with staged as (
    select * from {{ ref('stg_opportunity_change') }}
),

{{ checked('opportunity_change') }}

select * from final
