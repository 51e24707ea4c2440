-- Where the log contradicts itself or the record: from the change that is in doubt to the next one
-- of the same field nobody knows what the field was.
with doubted as (
    select
        opportunity_id,
        doubted_field as field,
        valid_from
    from {{ ref('stretch') }}
    where doubted_field is not null
),

final as (
    select
        doubted.opportunity_id,
        doubted.field,
        doubted.valid_from,
        coalesce(min(change.changed_at), timestamp '9999-12-31') as valid_until
    from doubted
    left join {{ ref('opportunity_change') }} as change
        on doubted.opportunity_id = change.opportunity_id
            and doubted.field = change.field
            and doubted.valid_from < change.changed_at
    group by all
)

select * from final
