{#- What an earning is posted under. -#}
{% macro earning_key(earning) -%}
concat_ws(
            '/',
            {{ earning }}.plan_id,
            {{ earning }}.component_id,
            {{ earning }}.payee_id,
            {{ earning }}.event_id,
            case {{ earning }}.role when 'overlay' then 'overlay' end
        )
{%- endmacro %}
