with
{%- for name, entity in var('entities').items() %}
{{ name }} as (
    select
        '{{ name }}' as entity,
        source_system,
        source_table,
        source_file,
        source_row,
        {{ source_id(name) }} as source_id,
        problems,
        {{ 'amount' if entity.total == 'amount' else 'cast(null as decimal(28, 6))' }} as amount,
        cast(to_json({
            {%- for field in entity.fields %}
            '{{ field }}': "{{ field }}",
            {%- endfor %}
            'dims': {{ dims_map() }}
        }) as varchar) as record
    from {{ ref('checked_' ~ name) }}
    where problems is not null
),
{% endfor %}
united as (
    {%- for name in var('entities') %}
    select * from {{ name }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

final as (
    select
        entity,
        source_system,
        source_table,
        source_file,
        source_row,
        source_id,
        problems[1].reason as reason,
        problems,
        {{ advice('problems[1].reason') }} as advice,
        amount,
        record
    from united
)

select * from final
