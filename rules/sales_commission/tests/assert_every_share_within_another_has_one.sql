-- A share within the part of somebody who has none of this kind and stage credits nobody.
{{ config(severity='warn') }}

with final as (
    select
        split.deal_id,
        split.payee_id,
        split.within_id
    from {{ ref('credit_split') }} as split
    anti join {{ ref('split_part') }} as part
        on split.deal_id = part.deal_id
            and split.payee_id = part.payee_id
            and split.split_kind = part.role
            and split.stage = part.stage
    where split.within_id is not null
        and 'split' in (select component.credit_to from {{ ref('plan_component') }} as component)
)

select * from final
