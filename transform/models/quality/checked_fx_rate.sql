with staged as (
    select * from {{ ref('stg_fx_rate') }}
),

{{ checked('fx_rate', [
    {'field': 'rate', 'reason': 'rate_out_of_range', 'when': 'staged.rate <= 0 or staged.rate >= 100000000'},
]) }}

select * from final
