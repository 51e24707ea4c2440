-- Managers above those who share a deal are credited with the parts of their people, added up;
-- above whoever comes on top, with an overlay. Where no component asks for it, nothing is read.
with counted as (
    select * from {{ ref('counted_event') }}
    where credit_above = 'split'
),

part as (
    select
        counted.*,
        coalesce(split_share.payee_id, counted.owner_id) as person_id,
        case when split_share.role = 'overlay' then 'overlay' else 'manager' end as role,
        cast(coalesce(split_share.share, 1) as decimal(28, 10)) as part_share
    from counted
    left join {{ ref('split_share') }} as split_share
        on counted.split_deal_id = split_share.deal_id and counted.stages = split_share.stages
    where counted.stages = '' or split_share.deal_id is not null
),

final as (
    select
        part.* exclude (
            credit_to, credit_above, stages, credit_share, split_deal_id, owner_id, person_id,
            part_share
        ),
        recipient.payee_id,
        -- A component has one share; only where it has, the sum is multiplied and rounded.
        case
            when any_value(part.credit_share) is null
                then cast(sum(part.part_share) as decimal(28, 10))
            else cast(sum(part.part_share * part.credit_share) as decimal(28, 10))
        end as share
    from part
    inner join {{ ref('recipient') }} as recipient
        on part.plan_id = recipient.plan_id
            and part.component_id = recipient.component_id
            and part.person_id = recipient.person_id
            and part.occurred_on >= recipient.valid_from
            and part.occurred_on < recipient.valid_until
    group by all
)

select * from final
