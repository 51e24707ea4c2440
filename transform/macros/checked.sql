{#- The checks that every staged record passes before the core may use it.

    The model that calls this has a CTE `staged`; what follows are the CTEs that end in `final`, the
    same rows with every problem found. Own checks are a list of
    {field, reason, when[, found]}, conditions over `staged` and `company`. -#}
{% macro checked(entity_name, own_checks=[]) -%}
{%- set entity = var('entities')[entity_name] -%}
{%- set currencies = entity.fields | select('in', ['currency', 'quote_currency']) | list -%}
{%- set checks = own_checks + [
    {'field': entity.key[0], 'reason': 'duplicate_key', 'found': source_id(entity_name, 'staged.'),
     'when': 'repeated.contents > 1'},
    {'field': entity.key[0], 'reason': 'exact_copy', 'found': source_id(entity_name, 'staged.'),
     'when': 'repeated.contents = 1 and repeated.first_origin <> ' ~ origin('staged')},
] -%}
{%- for name in currencies -%}
    {%- do checks.append({
        'field': name, 'reason': 'unknown_' ~ name,
        'when': 'staged.' ~ name ~ ' is not null and known_' ~ name ~ '.currency is null',
    }) -%}
{%- endfor -%}
{%- for name, other in entity.references.items() -%}
    {%- set key = var('entities')[other].key[0] -%}
    {%- do checks.append({
        'field': name, 'reason': 'unknown_' ~ name,
        'when': 'staged.' ~ name ~ ' is not null and known_' ~ name ~ '.' ~ key ~ ' is null',
    }) -%}
{%- endfor -%}

-- The keys alone say which are repeated; only for those few are contents compared.
repeated_key as (
    select {% for name in entity.key %}"{{ name }}"{{ ', ' if not loop.last }}{% endfor %}
    from {{ ref('stg_' ~ entity_name) }}
    where {% for name in entity.key %}"{{ name }}" is not null{{ ' and ' if not loop.last }}{% endfor %}
    group by all
    having count(*) > 1
),

repeated as (
    select
        {%- for name in entity.key %}
        record."{{ name }}",
        {%- endfor %}
        count(distinct {'mapping': record.mapping_no, 'hash': record.source_hash}) as contents,
        min({{ origin('record') }}) as first_origin
    from {{ ref('stg_' ~ entity_name) }} as record
    inner join repeated_key
        on {% for name in entity.key -%}
        record."{{ name }}" = repeated_key."{{ name }}"{{ ' and ' if not loop.last }}
        {%- endfor %}
    group by all
),

final as (
    select
        staged.* replace (
            case when staged.problems is not null
                {%- for check in checks %}
                or ({{ check.when }})
                {%- endfor %}
                then nullif(list_concat(coalesce(staged.problems, []), list_filter([
                    {%- for check in checks %}
                    {{ problem(
                        check.when, check.field, check.found | default('staged.' ~ check.field),
                        check.reason
                    ) }}{{ ',' if not loop.last }}
                    {%- endfor %}
                ], lambda p: p is not null)), [])
            end as problems
        )
    from staged
    cross join {{ ref('company') }} as company
    left join repeated
        on {% for name in entity.key -%}
        staged."{{ name }}" = repeated."{{ name }}"{{ ' and ' if not loop.last }}
        {%- endfor %}
    {%- for name in currencies %}
    left join {{ ref('currency') }} as known_{{ name }} on staged.{{ name }} = known_{{ name }}.currency
    {%- endfor %}
    {%- for name, other in entity.references.items() %}
    {%- set key = var('entities')[other].key[0] %}
    left join {{ ref(other) }} as known_{{ name }} on staged.{{ name }} = known_{{ name }}.{{ key }}
    {%- endfor %}
)
{%- endmacro %}

{#- The natural key as one text. -#}
{% macro source_id(entity_name, prefix='') -%}
concat_ws('|'{% for name in var('entities')[entity_name].key %}, {{ prefix }}"{{ name }}"{% endfor %})
{%- endmacro %}

{#- What an entity does not name, as a map; it is stored as JSON, which costs a third to write. -#}
{% macro dims_map() -%}
cast(cast(dims as json) as map(varchar, varchar))
{%- endmacro %}

{#- Where a record stands; of several copies the first in this order is used. -#}
{% macro origin(relation) -%}
{'mapping': {{ relation }}.mapping_no, 'file': {{ relation }}.source_file, 'row': {{ relation }}.source_row}
{%- endmacro %}

{#- What a person can do about a problem. -#}
{% macro advice(reason) -%}
case
            when {{ reason }} = 'structure'
                then 'The line has another number of columns, an open quote or a wrong encoding: '
                    || 'mend the line in the source and load the file again.'
            when {{ reason }} = 'exact_copy'
                then 'The same record stands in the source twice; the first is used. '
                    || 'Nothing to do, unless it should have been another record.'
            when {{ reason }} = 'duplicate_key'
                then 'Several records with this key say different things, so none is used: '
                    || 'correct or delete all but one in the source.'
            when {{ reason }} = 'missing_rate'
                then 'Deliver an exchange rate for this pair and day, or raise fx.max_age_days '
                    || 'in company.yml.'
            when {{ reason }} = 'amount_out_of_range' or {{ reason }} = 'date_out_of_range'
                then 'Correct the value in the source, or widen limits in company.yml.'
            when starts_with({{ reason }}, 'unreadable_')
                then 'Correct the value in the source, or declare the format of its column in '
                    || 'sources.yml.'
            when starts_with({{ reason }}, 'missing_')
                then 'Fill in the value in the source, or map another column to it in sources.yml.'
            when {{ reason }} = 'unknown_currency' or {{ reason }} = 'unknown_quote_currency'
                then 'Use an ISO 4217 code such as EUR.'
            when {{ reason }} in ('unknown_kind', 'unknown_window', 'unknown_split_kind')
                then 'Map the value to one of the allowed ones in sources.yml.'
            when starts_with({{ reason }}, 'unknown_')
                then 'Add the person to people.csv, or correct the id in the source; the person '
                    || 'may be in quarantine, too.'
            else 'Correct the value in the source.'
        end
{%- endmacro %}
