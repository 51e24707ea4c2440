with staged as (
    select * from {{ ref('stg_quota') }}
),

{{ checked('quota', [
    {'field': 'window', 'reason': 'unknown_window',
     'when': "staged.\"window\" not in ('month', 'quarter', 'half', 'year')",
     'found': 'staged."window"'},
]) }}

select * from final
