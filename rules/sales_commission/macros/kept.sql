{#- What is left of an amount of a deal of which a share is kept. -#}
{% macro kept(amount, digits) -%}
case
                when kept_share = 1 then {{ amount }}
                else cast({{ amount }} * kept_share as decimal({{ digits }}, 6))
            end
{%- endmacro %}
