{#- JSON put together by hand. to_json says the same, in three times the time: a number with 38
    digits is slow to write, and nearly all of ours have fewer than 18. What goes in is numbers
    and codes; there is nothing to escape. -#}

{#- A JSON object of SQL expressions that are JSON texts. -#}
{% macro json_object(members) -%}
'{'
        {%- for name, value in members.items() %}
        || '{{ ',' if not loop.first }}"{{ name }}":' || {{ value }}
        {%- endfor %}
        || '}'
{%- endmacro %}

{#- The text of a decimal with that many digits after the point. -#}
{% macro number_text(value, digits) -%}
coalesce(
            cast(try_cast({{ value }} as decimal(18, {{ digits }})) as varchar),
            cast({{ value }} as varchar), 'null'
        )
{%- endmacro %}

{#- A code in quotes. -#}
{% macro json_text(value) -%}
'"' || {{ value }} || '"'
{%- endmacro %}

{#- The slices of an earning, mostly one. -#}
{% macro slices_text(slices) -%}
case len({{ slices }}) when 1 then '[' || {{ json_object({
            'kind': json_text(slices ~ '[1].kind'),
            'tier': slices ~ '[1].tier',
            'from': number_text(slices ~ '[1]."from"', 6),
            'to': number_text(slices ~ '[1]."to"', 6),
            'base': number_text(slices ~ '[1].base', 6),
            'rate': number_text(slices ~ '[1].rate', 10),
            'amount': slices ~ '[1].amount'
        }) }} || ']'
            else cast(to_json({{ slices }}) as varchar)
        end
{%- endmacro %}
