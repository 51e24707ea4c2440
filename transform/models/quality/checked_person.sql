with staged as (
    select * from {{ ref('stg_person') }}
),

{{ checked('person') }}

select * from final
