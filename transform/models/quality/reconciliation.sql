-- Nothing is lost on the way: what a mapping kept of its raw table is in the core or in quarantine.
with read_record as (
    select * from {{ ref('mapping_count') }}
),

checked_record as (
    {%- for name, entity in var('entities').items() %}
    select
        '{{ name }}' as entity,
        mapping_no,
        count(*) filter (where problems is null) as rows_conformed,
        count(*) filter (where problems is not null) as rows_quarantined,
        {%- set total = '"' ~ entity.total ~ '"' if entity.total else '0' %}
        {{ control_total('case when problems is null then ' ~ total ~ ' end') }} as total_conformed,
        {{ control_total('case when problems is not null then ' ~ total ~ ' end') }}
            as total_quarantined
    from {{ ref('checked_' ~ name) }}
    group by mapping_no
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

joined as (
    select
        read_record.entity,
        read_record.mapping_no,
        read_record.source_system,
        read_record.source_table,
        read_record.rows_raw,
        read_record.rows_excluded,
        coalesce(checked_record.rows_conformed, 0) as rows_conformed,
        coalesce(checked_record.rows_quarantined, 0) as rows_quarantined,
        read_record.total_raw,
        read_record.total_excluded,
        coalesce(checked_record.total_conformed, 0) as total_conformed,
        coalesce(checked_record.total_quarantined, 0) as total_quarantined
    from read_record
    left join checked_record
        on read_record.entity = checked_record.entity
            and read_record.mapping_no = checked_record.mapping_no
),

final as (
    select
        *,
        rows_raw = rows_excluded + rows_conformed + rows_quarantined
        and total_raw = total_excluded + total_conformed + total_quarantined as is_balanced
    from joined
)

select * from final
