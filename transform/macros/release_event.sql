{#- The events that release a part of a component's pay (`released`), and those that say what it is
    measured against (`value`). -#}
{% macro release_event(selections) -%}
{%- for selection in selections %}
select
    '{{ selection.plan_id }}' as plan_id,
    '{{ selection.component_id }}' as component_id,
    {{ selection.part_no }} as part_no,
    '{{ selection.side }}' as side,
    event.event_id,
    coalesce(try_cast(try({{ selection.measure }}) as decimal(28, 6)), 0) as measured
from {{ ref('event') }} as event
where event.kind in ('{{ selection.kinds | join("', '") }}')
    and try({{ selection.condition }})
union all
{%- endfor %}
select
    cast(null as varchar) as plan_id,
    cast(null as varchar) as component_id,
    cast(null as integer) as part_no,
    cast(null as varchar) as side,
    cast(null as varchar) as event_id,
    cast(null as decimal(28, 6)) as measured
where false
{%- endmacro %}
