with way as (
    select * from {{ ref('walked') }}
),

final as (
    select
        way.target_id,
        way.sequence_no,
        target.plan_id,
        target.component_id,
        target.payee_id,
        way.event_id,
        way.role,
        way.occurred_on,
        way.credited,
        target.position_by,
        way.position_before,
        way.position_after,
        target.amount as quota,
        case
            when target.amount > 0 then {{ ratio('way.position_before', 'target.amount') }}
        end as attained_before,
        case
            when target.amount > 0 then {{ ratio('way.position_after', 'target.amount') }}
        end as attained_after
    from way
    inner join {{ ref('quota_target') }} as target on way.target_id = target.target_id
)

select * from final
