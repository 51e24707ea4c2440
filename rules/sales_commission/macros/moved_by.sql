{#- How far a credit takes its payee, in what the tiers of the target are reached by. -#}
{% macro moved_by(target, credit) -%}
case {{ target }}.position_by
            when 'credited' then {{ credit }}.credited
            when 'quantity' then coalesce({{ credit }}.quantity, 0)
            when 'count' then cast(
                if({{ credit }}.is_pay_split, 1, {{ credit }}.share)
                * {{ deals(credit ~ '.kind') }} as decimal(28, 6)
            )
            when 'counts' then case
                when {{ credit }}.event_rate is not distinct from {{ credit }}.plan_rate
                    then {{ credit }}.counts
                else {{ converted(
                    credit ~ '.counts', credit ~ '.event_rate', credit ~ '.plan_rate'
                ) }}
            end
            else coalesce({{ credit }}.counts, 0)
        end
{%- endmacro %}

{#- What the rate of the target is applied to. -#}
{% macro paid_on(target, credit) -%}
case {{ target }}.rated_by
            when 'credited' then {{ credit }}.credited
            when 'count'
                then cast({{ credit }}.share * {{ deals(credit ~ '.kind') }} as decimal(28, 6))
            else coalesce({{ credit }}.quantity, 0)
        end
{%- endmacro %}

{#- As how many deals an event counts: a cancellation is one less; a credit note takes none away. -#}
{% macro deals(kind) -%}
case {{ kind }} when 'cancellation' then -1 when 'credit_note' then 0 else 1 end
{%- endmacro %}

{#- What the tiers of a component are reached by, given the quota that it goes by. -#}
{% macro position_by(component, quota) -%}
case
            when {{ component }}.tier_by = 'count' then 'count'
            when {{ component }}.tier_by = 'quantity' or (
                {{ component }}.tier_by = 'attainment' and {{ quota }}.amount > 0
                and {{ quota }}.currency is null
            ) then if({{ component }}.has_counts, 'counted_units', 'quantity')
            when {{ component }}.has_counts or {{ component }}.is_pay_split then 'counts'
            else 'credited'
        end
{%- endmacro %}
