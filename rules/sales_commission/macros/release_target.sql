{#- What an event counts for when pay is released: its deal, or the one event that it is related to.
    A payment that names no deal belongs to that of the event it is related to. -#}
{% macro release_target(scope, follows, event, related) -%}
case
            when {{ scope }} = 'event' then case
                when {{ follows }} then coalesce({{ event }}.related_event_id, {{ event }}.event_id)
                else {{ event }}.event_id
            end
            when {{ event }}.deal_id = {{ event }}.event_id
                then coalesce({{ related }}.deal_id, {{ event }}.deal_id)
            else {{ event }}.deal_id
        end
{%- endmacro %}

{#- Whether an event is about another one that was credited. -#}
{% macro follows_another(event) -%}
{{ event }}.kind in ('credit_note', 'cancellation')
{%- endmacro %}
