-- Overlay credit comes on top: a deal that has nothing else is still its owner's as a whole.
with credit_split as (
    select
        deal_id,
        payee_id,
        share,
        split_kind as role
    from {{ ref('credit_split') }}
    where 'split' in (select component.credit_to from {{ ref('plan_component') }} as component)
),

final as (
    select * from credit_split
    union all
    select
        deal_id,
        null as payee_id,
        1 as share,
        'owner' as role
    from credit_split
    group by deal_id
    having not bool_or(role = 'revenue')
)

select * from final
