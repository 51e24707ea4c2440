with staged as (
    select * from {{ ref('stg_opportunity') }}
),

{{ checked('opportunity', [
    {'field': 'amount', 'reason': 'amount_out_of_range',
     'when': 'staged.amount not between company.amount_min and company.amount_max'},
]) }}

select * from final
