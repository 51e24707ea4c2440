with staged as (
    select * from {{ ref('stg_credit_split') }}
),

{{ checked('credit_split', [
    {'field': 'share', 'reason': 'share_out_of_range', 'when': 'staged.share not between 0 and 1'},
    {'field': 'split_kind', 'reason': 'unknown_split_kind',
     'when': "staged.split_kind not in ('revenue', 'overlay')"},
]) }}

select * from final
