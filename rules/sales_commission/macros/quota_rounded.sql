{#- A quota in money is rounded to the minor unit of the plan's currency; one in units is not. -#}
{% macro quota_rounded(amount, quota, money) -%}
case
            when {{ quota }}.currency is null then {{ amount }}
            else {{ rounded(amount, money ~ '.minor_unit', money ~ '.rounding_mode') }}
        end
{%- endmacro %}
