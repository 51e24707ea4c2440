{#- Over how many months pay is earned or written off, for the events of the components that ask
    for it. Months that are null, fail on an event, or are less than one are not there. -#}
{% macro component_term(terms) -%}
{%- for term in terms %}
select
    '{{ term.plan_id }}' as plan_id,
    '{{ term.component_id }}' as component_id,
    event.event_id,
    '{{ term.purpose }}' as purpose,
    cast(floor(try_cast(try({{ term.months }}) as decimal(18, 6))) as integer) as months
from {{ ref('event') }} as event
where event.kind in ('{{ term.kinds | join("', '") }}')
    and event.occurred_on >= date '{{ term.valid_from }}'
    and event.occurred_on < date '{{ term.valid_until }}'
    and try_cast(try({{ term.months }}) as decimal(18, 6)) between 1 and 1200
union all
{%- endfor %}
select
    cast(null as varchar) as plan_id,
    cast(null as varchar) as component_id,
    cast(null as varchar) as event_id,
    cast(null as varchar) as purpose,
    cast(null as integer) as months
where false
{%- endmacro %}
