{#- How a clawback came about: at the deal's own rate, and by the window without the deal. -#}
{% macro clawback_derivation(line) -%}
{{ json_object({
            'method': json_text(line ~ '.method'),
            'cancelled': json_text(line ~ '.event_id'),
            'booked_on': json_text(line ~ '.booked_on'),
            'cancelled_on': json_text(line ~ '.cancelled_on'),
            'months_in_force': line ~ '.months_in_force',
            'cancelled_share': number_text(line ~ '.cancelled_share', 10),
            'taken_share': number_text(line ~ '.taken_share', 10),
            'earned': number_text(line ~ '.earned', 6),
            'at_original_rate': number_text(line ~ '.original', 6),
            'counterfactual': number_text(line ~ '.counterfactual', 6),
            'from_held': number_text(line ~ '.from_held', 6),
            'amount': number_text('-' ~ line ~ '.amount', 6)
        }) }}
{%- endmacro %}
