{#- What an entry says, in the order in which it is hashed. A new column goes to the end. -#}
{% macro attribute_columns() -%}
{{ return([
    'book', 'account', 'period', 'effective_on', 'currency', 'entity_id', 'party_id',
    'customer_id', 'product_id', 'territory_id', 'dims', 'source_system', 'source_table',
    'source_id', 'rule_id', 'package',
]) }}
{%- endmacro %}

{#- The JSON array of the columns' texts: unambiguous, and easy to build again outside. -#}
{% macro canonical_json(columns) -%}
cast(to_json([
    {%- for column in columns %}
    {%- if column == 'dims' %}
    nullif(cast(to_json(dims) as varchar), '{}')
    {%- else %}
    cast({{ column }} as varchar)
    {%- endif %}
    {%- if not loop.last %},{% endif %}
    {%- endfor %}
]) as varchar)
{%- endmacro %}

{% macro hash_of_attributes() -%}
md5({{ canonical_json(attribute_columns()) }})
{%- endmacro %}

{#- Covers what an entry says; never who ran it or when, or no period could be replayed. -#}
{% macro hash_of_entry() -%}
sha256({{ canonical_json(
    ['posting_key', 'line_no'] + attribute_columns() + [
        'amount', 'amount_reporting', 'source_hash', 'explain', 'posting_period', 'kind',
        'package_version', 'config_hash',
    ]
) }})
{%- endmacro %}

{#- The ledger exists before the first run, so that the delta can always be read against it. -#}
{% macro ensure_ledger() -%}
create schema if not exists ledger;
create table if not exists ledger.ledger_entries (
    entry_id varchar, transaction_id varchar, posting_key varchar, line_no integer, revision bigint,
    book varchar, account varchar, period varchar, posting_period varchar, kind varchar,
    effective_on date, amount decimal(28, 6), currency varchar, amount_reporting decimal(28, 6),
    entity_id varchar, party_id varchar, customer_id varchar, product_id varchar,
    territory_id varchar, dims map(varchar, varchar), source_system varchar,
    source_table varchar, source_id varchar, source_hash varchar, rule_id varchar,
    explain varchar, package varchar, package_version varchar, config_hash varchar,
    code_revision varchar, run_id varchar, recorded_at timestamp, attribute_hash varchar,
    entry_hash varchar
);
{%- endmacro %}

{#- What a line of the delta carries on to its entry. -#}
{% macro delta_columns() -%}
posting_key, line_no, {{ attribute_columns() | join(', ') }}, amount, amount_reporting,
source_hash, explain, package_version, attribute_hash, is_gone
{%- endmacro %}

{#- A sum over the hashes: it does not depend on order, and changes with any entry. -#}
{% macro digest_of_entries() -%}
cast(sum(cast('0x' || substr(entry_hash, 1, 15) as bigint)) as decimal(38, 0))
{%- endmacro %}
