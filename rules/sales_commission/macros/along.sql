{#- How far the value of a stretch of a curve has risen at a position on it: a rate with 10 digits, an
    amount with 6. -#}
{% macro along(position) -%}
case
                when rise = 0 then 0
                when is_rate then cast(cast({{ quotient(
                    '(' ~ whole('rise', 10) ~ ' * ' ~ whole('(' ~ position ~ ' - begins_at)', 6) ~ ')',
                    whole('run', 6)
                ) }} as decimal(38, 0)) * 0.0000000001 as decimal(28, 10))
                else {{ proportion('rise', '(' ~ position ~ ' - begins_at)', 'run') }}
            end
{%- endmacro %}

{#- What a value of a curve pays in all at a position: itself, or where it is a rate, its share. -#}
{% macro paid_at(value, position) -%}
case
                when is_rate then cast(({{ value }}) * {{ position }} as decimal(28, 6))
                else cast({{ value }} as decimal(28, 6))
            end
{%- endmacro %}
