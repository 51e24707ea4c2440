{#- The one division of the core: numerator / denominator, rounded half up to 10 digits.

    DuckDB divides decimals as floating point, so this divides whole numbers. Both are products of
    two rates with 10 digits after the point each, read as whole numbers (20 digits): exact while
    the numerator is below 1.7e8. A larger one is null, which the caller reports as a missing
    rate. -#}
{% macro exact_ratio(numerator, denominator) -%}
cast(try(
            ({{ numerator }} * 10000000000 + {{ denominator }} // 2) // {{ denominator }}
        ) as decimal(38, 0)) * cast(0.0000000001 as decimal(28, 10))
{%- endmacro %}
