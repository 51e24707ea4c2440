{#- Which events each plan component counts, on the days on which its plan is valid. A measure
    that is null or fails on an event counts as 0: the event is there, and it adds nothing. -#}
{% macro component_event(components) -%}
{%- for component in components %}
select
    '{{ component.plan_id }}' as plan_id,
    '{{ component.component_id }}' as component_id,
    event.event_id,
    coalesce(try_cast(try({{ component.measure }}) as decimal(28, 6)), 0) as measured
from {{ ref('event') }} as event
where event.kind in ('{{ component.kinds | join("', '") }}')
    and event.occurred_on >= date '{{ component.valid_from }}'
    and event.occurred_on < date '{{ component.valid_until }}'
    and try({{ component.condition }})
union all
{%- endfor %}
select
    cast(null as varchar) as plan_id,
    cast(null as varchar) as component_id,
    cast(null as varchar) as event_id,
    cast(null as decimal(28, 6)) as measured
where false
{%- endmacro %}
