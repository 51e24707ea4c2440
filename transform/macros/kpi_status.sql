{#- Whether a value is as good as a target, in the direction that is good; null without a target. -#}
{% macro reaches(value, target, better='kpi.better') -%}
case {{ better }} when 'up' then {{ value }} >= {{ target }} else {{ value }} <= {{ target }} end
{%- endmacro %}

{#- Whether the value of a KPI is worse than one of its thresholds; false without one. -#}
{% macro beyond(value, threshold) -%}
coalesce(not {{ reaches(
    value,
    "(case kpi.thresholds_of when 'target' then cast(aimed.target * " ~ threshold
    ~ " as decimal(28, 10)) else " ~ threshold ~ " end)"
) }}, false)
{%- endmacro %}
