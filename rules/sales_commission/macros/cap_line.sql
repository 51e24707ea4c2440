{#- What a cap took, or a minimum added, in the shape of a slice. -#}
{% macro cap_line(earned, effect) -%}
{
                'kind': if(abs({{ earned }} + {{ effect }}) > abs({{ earned }}), 'floor', 'cap'),
                'tier': null, 'from': null, 'to': null, 'base': null, 'rate': null,
                'amount': {{ effect }}
            }
{%- endmacro %}
