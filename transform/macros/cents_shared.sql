{#- Shares of an amount that add up to it: `amount` x `weight` / `total`, each rounded to the minor
    unit; what is left over goes to the largest weight, then to the first by id. Two CTEs, the
    second of which has the column `part`. -#}
{% macro cents_shared(relation, amount, weight, total, per, id) -%}
rounded_share as (
    select
        *,
        cast({{ weight }} as decimal(28, 6)) as share_weight,
        {{ rounded(
            proportion(
                amount,
                'cast(' ~ weight ~ ' as decimal(28, 6))',
                'cast(' ~ total ~ ' as decimal(28, 6))'
            ),
            'minor_unit',
            'rounding_mode'
        ) }} as rounded_share
    from {{ relation }}
),

shared_to_the_cent as (
    select
        *,
        cast(rounded_share + case
            when row_number() over (
                partition by {{ per }} order by share_weight desc, {{ id }}
            ) = 1
                then {{ amount }} - sum(rounded_share) over (partition by {{ per }})
            else 0
        end as decimal(28, 6)) as part
    from rounded_share
)
{%- endmacro %}
