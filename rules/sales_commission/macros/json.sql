{#- JSON put together by hand. to_json says the same, in three times the time: a number with 38
    digits is slow to write, and nearly all of ours have fewer than 18. What goes in is numbers
    and codes; there is nothing to escape. -#}

{#- How an earning came about; with it the amount can be worked out again by anybody. -#}
{% macro derivation(earning) -%}
{{ json_object({
            'measured': number_text(earning ~ '.measured', 6),
            'event_currency': json_text(earning ~ '.event_currency'),
            'event_rate': number_text(earning ~ '.event_rate', 10),
            'plan_rate': number_text(earning ~ '.plan_rate', 10),
            'share': number_text(earning ~ '.share', 10) ~ also('multiplier', earning ~ '.multiplier'),
            'credited': number_text(earning ~ '.credited', 6),
            'quota': number_text(earning ~ '.quota', 6),
            'before': number_text(earning ~ '.position_before', 6),
            'after': number_text(earning ~ '.position_after', 6),
            'slices': slices_text(earning ~ '.slices'),
            'cap': number_text(earning ~ '.cap_effect', 16),
            'amount': number_text(earning ~ '.amount', 6)
        }) }}
{%- endmacro %}

{#- A JSON object of SQL expressions that are JSON texts, none of them null: concat writes the whole
    text once, where || would write it anew for every member. -#}
{% macro json_object(members) -%}
concat(
            {%- for name, value in members.items() %}
            '{{ '{' if loop.first else ',' }}"{{ name }}":', {{ value }},
            {%- endfor %}
            '}'
        )
{%- endmacro %}

{#- The text of a decimal with that many digits after the point. -#}
{% macro number_text(value, digits) -%}
coalesce(
            cast(try_cast({{ value }} as decimal(18, {{ digits }})) as varchar),
            cast({{ value }} as varchar), 'null'
        )
{%- endmacro %}

{#- One more member of an object, where there is a value. -#}
{% macro also(name, value) %}
            || coalesce(',"{{ name }}":' || cast({{ value }} as varchar), '')
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
