{#- The product of two decimals, rounded half away from zero to 6 digits: what a cast gives, three
    times as fast, because DuckDB divides wide decimals bit by bit. A guess in floating point is
    taken only where exact subtraction proves that it is the nearest. -#}
{% macro exact_product(left, right) -%}
{%- set value = left ~ ' * ' ~ right -%}
{%- set guess = 'try_cast(cast(' ~ value ~ ' as double) as decimal(28, 6))' -%}
{%- set error = '(' ~ value ~ ') - ' ~ guess -%}
{%- set half = '0.0000005' -%}
cast(case
            when {{ error }} > -{{ half }} and {{ error }} < {{ half }} then {{ guess }}
            when {{ error }} = {{ half }}
                then {{ guess }} + case when {{ value }} > 0 then 0.000001 else 0 end
            when {{ error }} = -{{ half }}
                then {{ guess }} - case when {{ value }} < 0 then 0.000001 else 0 end
            else cast({{ value }} as decimal(28, 6))
        end as decimal(28, 6))
{%- endmacro %}
