{#- What is drawn in a month: what pay lacks of a guarantee, or what the payee takes. -#}
{% macro drawn(pay) -%}
cast(case month.kind
            when 'guarantee' then greatest(month.least_pay - {{ pay }}, 0)
                * case when month.is_guaranteed then 1 else 0 end
            else month.taken
        end as decimal(28, 6))
{%- endmacro %}

{#- What is taken back: a share of what is paid above the floor, and no more than is owed. -#}
{% macro draw_recovered(pay, owed) -%}
{%- set above -%}
(case month.scope
                    when 'deal' then least(month.deal_pay, {{ pay }}) else {{ pay }}
                end - greatest(month.recover_floor, month.least_pay)) * month.recover_share
{%- endset -%}
cast(case
            when month.is_recovered then least({{ owed }}, greatest(
                {{ rounded(above, 'month.minor_unit', 'month.rounding_mode') }}, 0
            ))
            else 0
        end as decimal(28, 6))
{%- endmacro %}
