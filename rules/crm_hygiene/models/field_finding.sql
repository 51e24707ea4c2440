-- The fields that a deal lacks. What a stage requires holds in the stage itself and in later ones,
-- what it takes to leave it in later ones alone.
with asked as (
    select
        needed_field.check_id,
        needed_field.field,
        needed_field.at_least,
        deal.opportunity_id,
        deal.entered_on,
        {{ field_of('deal', 'needed_field.field') }} as value
    from {{ ref('deal') }} as deal
    cross join {{ ref('threshold') }} as threshold
    inner join {{ ref('needed_field') }} as needed_field
        on deal.position > needed_field.position
            or (needed_field.check_id = 'required_field' and (
                deal.stage = needed_field.stage
                or (needed_field.stage = 'any' and deal.outcome = 'open')
            ))
    where deal.outcome = 'open' or (deal.outcome = 'won' and deal.today - deal.ended_on <= case
            when needed_field.check_id = 'required_field' then threshold.required_within
            else threshold.criteria_within
        end)
),

lacking as (
    select
        *,
        case
            when value is null then field || ' is empty'
            else field || ' is ' || value || ', at least '
                || rtrim(rtrim(cast(at_least as varchar), '0'), '.') || ' needed'
        end as told
    from asked
    where value is null
        or coalesce(try_cast(value as decimal(28, 6)) < at_least, at_least is not null)
),

final as (
    select
        check_id,
        opportunity_id,
        max(entered_on) as since,
        string_agg(told, '; ' order by field) as found
    from lacking
    group by check_id, opportunity_id
)

select * from final
