{#- What is left of one event's pay; a credit note takes back no more than the cap either. The least
    that is paid for an event is shared like the event, and what falls short is lifted to it. -#}
{% macro capped_per_event(earned, cap_per, cap_amount, least=none) -%}
case {{ cap_per }}
                when 'event' then greatest(
                    least({{ lifted(earned, least) }}, {{ cap_amount }}), -{{ cap_amount }}
                )
                else {{ lifted(earned, least) }}
            end
{%- endmacro %}

{#- At least that much; a credit note takes back at least that much, even where its rate is 0. The rows
    are called earned. -#}
{% macro lifted(earned, least) -%}
{%- if least is none -%}
{{ earned }}
{%- else -%}
case
                    when earned.measured < 0 then least({{ earned }}, -{{ least }})
                    else greatest({{ earned }}, {{ least }})
                end
{%- endif -%}
{%- endmacro %}
