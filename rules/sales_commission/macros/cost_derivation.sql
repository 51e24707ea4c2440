{#- How the cost of a contract was set down, and how it is written off. -#}
{% macro capitalise_derivation(cost) -%}
{{ json_object({
            'cost': number_text(cost ~ '.amount', 6),
            'is_renewal': 'cast(' ~ cost ~ '.is_renewal as varchar)',
            'is_commensurate': 'cast(' ~ cost ~ '.is_commensurate as varchar)',
            'months': cost ~ '.months',
            'starts_on': json_text(cost ~ '.starts_on'),
            'ends_before': json_text(cost ~ '.ends_before'),
            'amount': number_text(cost ~ '.amount', 6)
        }) }}
{%- endmacro %}

{#- `part` of `of` are months, or days by day; the sum so far is rounded. -#}
{% macro amortise_derivation(moved) -%}
{{ json_object({
            'cost': number_text(moved ~ '.cost', 6),
            'months': moved ~ '.months',
            'starts_on': json_text(moved ~ '.starts_on'),
            'part': "coalesce(cast(" ~ moved ~ ".weight as varchar), 'null')",
            'of': "coalesce(cast(" ~ moved ~ ".total as varchar), 'null')",
            'left_over': number_text(moved ~ '.left_over', 6),
            'clawed_back': number_text(moved ~ '.clawed_back', 6),
            'amount': number_text(moved ~ '.amount', 6)
        }) }}
{%- endmacro %}
