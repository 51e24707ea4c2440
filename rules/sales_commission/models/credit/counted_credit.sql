-- Where only the first events of a payee count, the others are left out; only those components are
-- looked at.
with credited_event as (
    select * from {{ ref('credited_event') }}
),

final as (
    select * exclude (credit_first)
    from credited_event
    where credit_first is null
    union all by name
    select * from {{ ref('first_credit') }}
)

select * from final
