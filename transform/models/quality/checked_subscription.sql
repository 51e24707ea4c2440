with staged as (
    select * from {{ ref('stg_subscription') }}
),

{{ checked('subscription', [
    {'field': 'amount', 'reason': 'amount_out_of_range',
     'when': 'staged.amount not between company.amount_min and company.amount_max'},
    {'field': 'starts_on', 'reason': 'date_out_of_range',
     'when': 'staged.starts_on not between company.earliest and company.latest'},
    {'field': 'ends_before', 'reason': 'ends_before_start',
     'when': 'staged.ends_before < staged.starts_on'},
    {'field': 'billing_months', 'reason': 'billing_months_out_of_range',
     'when': 'staged.billing_months < 1'},
]) }}

select * from final
