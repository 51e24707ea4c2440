{#- What formulas of metrics are made of: whole numbers of which 10 digits stand behind the point, so
    that nothing is ever floating point. A product and a quotient are rounded once, halves away from
    zero; by zero there is no quotient. The semantic layer has the same under the same names. -#}
{% macro fixed(value) -%}
{{ whole(value, 10) }}
{%- endmacro %}

{% macro unfixed(value) -%}
cast(cast({{ value }} as decimal(38, 0)) * 0.0000000001 as decimal(28, 10))
{%- endmacro %}

{% macro added(left, right) -%}
({{ left }} + {{ right }})
{%- endmacro %}

{% macro less(left, right) -%}
({{ left }} - {{ right }})
{%- endmacro %}

{% macro times(left, right) -%}
{{ adapter.dispatch('times')(left, right) }}
{%- endmacro %}

{% macro default__times(left, right) -%}
({{ quotient('(' ~ left ~ ' * ' ~ right ~ ')', '10000000000') }})
{%- endmacro %}

{% macro divided(part, total) -%}
{{ adapter.dispatch('divided')(part, total) }}
{%- endmacro %}

{% macro default__divided(part, total) -%}
case when {{ total }} <> 0 then {{ quotient(
    '(' ~ part ~ ' * 10000000000 * (' ~ direction(total) ~ '))', 'abs(' ~ total ~ ')'
) }} end
{%- endmacro %}

{% macro absolute(value) -%}
abs({{ value }})
{%- endmacro %}

{% macro positive(value) -%}
case when {{ value }} > 0 then {{ value }} end
{%- endmacro %}
