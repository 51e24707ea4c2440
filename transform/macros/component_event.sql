{#- Which events each plan component counts, on the days on which its plan is valid. A measure
    that is null or fails on an event counts as 0: the event is there, and it adds nothing. So does
    a rate of the event's own; where the component has none, it is null. -#}
{% macro component_event(components) -%}
{%- for component in components %}
select
    '{{ component.plan_id }}' as plan_id,
    '{{ component.component_id }}' as component_id,
    event.event_id,
    coalesce(try_cast(try({{ component.measure }}) as decimal(28, 6)), 0) as measured,
    {% if component.counts -%}
    coalesce(try_cast(try({{ component.counts }}) as decimal(28, 6)), 0)
    {%- else -%}
    cast(null as decimal(28, 6))
    {%- endif %} as counts,
    {% if component.rate -%}
    coalesce(try_cast(try({{ component.rate }}) as decimal(28, 10)), 0)
    {%- else -%}
    cast(null as decimal(28, 10))
    {%- endif %} as rate,
    {% if component.multiplier -%}
    coalesce(try_cast(try({{ component.multiplier }}) as decimal(28, 10)), 1)
    {%- else -%}
    cast(null as decimal(28, 10))
    {%- endif %} as multiplier
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
    cast(null as decimal(28, 6)) as measured,
    cast(null as decimal(28, 6)) as counts,
    cast(null as decimal(28, 10)) as rate,
    cast(null as decimal(28, 10)) as multiplier
where false
{%- endmacro %}
