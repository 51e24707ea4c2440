-- The checks as the package has them, with what a company has set instead.
with own as (
    select * from {{ checks() }}
),

final as (
    select
        own.check_id,
        own.title,
        own.subject,
        own.finds,
        coalesce(company.severity, own.severity) as severity,
        case when own.unit is not null
                then cast(coalesce(company.threshold, own.threshold) as bigint)
        end as threshold,
        own.unit,
        own.remedy,
        company.check_id is not null as is_set
    from own
    left join {{ ref('crm_hygiene__checks') }} as company on own.check_id = company.check_id
)

select * from final
