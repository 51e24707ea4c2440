{#- One slice as it is kept with the earning, and explained. -#}
{% macro slice_struct(kind, tier_no, amount) -%}
{
            'kind': {{ kind }}, 'tier': {{ tier_no }}, 'from': position_from, 'to': position_to,
            'base': base, 'rate': rate, 'amount': {{ amount }}
        }
{%- endmacro %}
