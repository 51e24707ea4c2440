with staged as (
    select * from {{ ref('stg_org_assignment') }}
),

{{ checked('org_assignment', [
    {'field': 'valid_to', 'reason': 'ends_before_start', 'when': 'staged.valid_to < staged.valid_from'},
]) }}

select * from final
