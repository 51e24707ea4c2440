{#- How far the value of a stretch of a curve has risen at a position on it: a rate with 10 digits, an
    amount with 6. -#}
{% macro along(position) -%}
case
                when rise = 0 then 0
                when is_rate then {{ risen(position ~ ' - begins_at', 'rise', 'run', 6) }}
                else {{ proportion('rise', '(' ~ position ~ ' - begins_at)', 'run') }}
            end
{%- endmacro %}

{#- What a value of a curve pays in all at a position: itself, or where it is a rate, its share of
    what has been credited by then. -#}
{% macro paid_at(value, position, at_no_length) -%}
case
                when is_rate then cast(
                    ({{ value }}) * {{ credited_at(position, at_no_length) }} as decimal(28, 6)
                )
                else cast({{ value }} as decimal(28, 6))
            end
{%- endmacro %}

{#- What has been credited at a position on the way of a credit: in the proportion of the way. -#}
{% macro credited_at(position, at_no_length) -%}
case
                        when way_after = way_before then {{ at_no_length }}
                        when {{ position }} <= least(way_before, way_after)
                            then if(direction = 1, credited_before, credited_after)
                        else credited_before + {{ proportion(
                            '(credited_after - credited_before)',
                            '(direction * (' ~ position ~ ' - way_before))',
                            '(direction * (way_after - way_before))'
                        ) }}
                    end
{%- endmacro %}
