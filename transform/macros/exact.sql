{#- Exact arithmetic. DuckDB divides decimals as floating point, so what has to be divided is
    divided as whole numbers: amounts with 6 digits after the point, rates with 10. -#}

{#- A decimal with `digits` digits after the point as a whole number. -#}
{% macro whole(value, digits) -%}
cast({{ value }} * 1{{ '0' * digits }} as hugeint)
{%- endmacro %}

{#- 1 or -1; DuckDB's sign() goes through floating point. -#}
{% macro direction(value) -%}
case when {{ value }} < 0 then -1 else 1 end
{%- endmacro %}

{#- The whole-number quotient, halves away from zero; the denominator is positive. -#}
{% macro quotient(numerator, denominator) -%}
{{ direction(numerator) }} * (
        (2 * abs({{ numerator }}) + {{ denominator }}) // (2 * {{ denominator }})
    )
{%- endmacro %}

{#- An amount times one rate, divided by another, rounded once to 6 digits. -#}
{% macro converted(amount, rate, per_rate) -%}
cast(
    cast({{ quotient(
        '(' ~ whole(amount, 6) ~ ' * ' ~ whole(rate, 10) ~ ')', whole(per_rate, 10)
    ) }} as decimal(38, 0))
    * 0.000001 as decimal(28, 6)
)
{%- endmacro %}

{#- The part / total share of an amount, rounded to 6 digits; all three have 6 digits. -#}
{% macro proportion(amount, part, total) -%}
cast(
    cast({{ quotient(
        '(' ~ whole(amount, 6) ~ ' * ' ~ whole(part, 6) ~ ')', whole(total, 6)
    ) }} as decimal(38, 0))
    * 0.000001 as decimal(28, 6)
)
{%- endmacro %}

{#- part / total as a ratio with 10 digits. -#}
{% macro ratio(part, total) -%}
cast(
    cast({{ quotient('(' ~ whole(part, 6) ~ ' * 10000000000)', whole(total, 6)) }} as decimal(38, 0))
    * 0.0000000001 as decimal(28, 10)
)
{%- endmacro %}

{#- Money rounded to the currency's minor unit: halves away from zero (half_up), or to the even
    neighbour (half_even). -#}
{% macro rounded(amount, minor_unit, mode) -%}
case {{ minor_unit }}
            {%- for digits in range(5) %}
            when {{ digits }} then cast(
                round({{ amount }}, {{ digits }}) - case
                    when {{ mode }} = 'half_even' then {{ away_from_even(amount, digits) }} else 0
                end as decimal(28, 6)
            )
            {%- endfor %}
        end
{%- endmacro %}

{#- What rounding half away from zero adds to a tie whose even neighbour is the other one. -#}
{% macro away_from_even(amount, digits) -%}
{%- set unit = '1' if digits == 0 else '0.' ~ '0' * (digits - 1) ~ '1' -%}
{%- set half = '0.' ~ '0' * digits ~ '5' -%}
case
                        when abs(round({{ amount }}, {{ digits }}) - {{ amount }}) = {{ half }}
                            and round({{ amount }}, {{ digits }}) * 1{{ '0' * digits }} % 2 <> 0
                            then {{ direction(amount) }} * {{ unit }}
                        else 0
                    end
{%- endmacro %}
