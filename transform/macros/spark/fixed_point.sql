{#- Formulas nest, and a quotient says its numerator several times: DuckDB calculates what is said
    twice once, Spark plans it as often as it is said. So each operand is named first. -#}
{% macro spark__times(left, right) -%}
{{ named('left', left, 'right', right, quotient(
    '(named.left * named.right)', '10000000000'
)) }}
{%- endmacro %}

{% macro spark__divided(part, total) -%}
{{ named('part', part, 'total', total, default__divided('named.part', 'named.total')) }}
{%- endmacro %}

{#- An expression over two values that are called `named.<name>`. -#}
{% macro named(first, first_value, second, second_value, expression) -%}
list_transform([{
    '{{ first }}': cast({{ first_value }} as hugeint),
    '{{ second }}': cast({{ second_value }} as hugeint)
}], lambda named: {{ expression }})[1]
{%- endmacro %}
