{#- What is left of one event's pay; a credit note takes back no more than the cap either. -#}
{% macro capped_per_event(earned, cap_per, cap_amount) -%}
case {{ cap_per }}
                when 'event' then greatest(least({{ earned }}, {{ cap_amount }}), -{{ cap_amount }})
                else {{ earned }}
            end
{%- endmacro %}
