{#- What a cap took, in the shape of a slice. -#}
{% macro cap_line(cap_effect) -%}
{
                'kind': 'cap', 'tier': null, 'from': null, 'to': null, 'base': null, 'rate': null,
                'amount': {{ cap_effect }}
            }
{%- endmacro %}
