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
sha256({{ text_of_entry() }})
{%- endmacro %}

{#- The text whose sha256 is an entry's hash; docs/reference/seal.md says it byte for byte. -#}
{% macro text_of_entry() -%}
{{ canonical_json(
    ['posting_key', 'line_no'] + attribute_columns() + [
        'amount', 'amount_reporting', 'source_hash', 'explain', 'posting_period', 'kind',
        'package_version', 'config_hash',
    ]
) }}
{%- endmacro %}

{#- Whether a line is of the months that the run, `scope`, is limited to. -#}
{% macro in_scope(relation) -%}
(len(scope.periods) = 0 or list_contains(scope.periods, {{ relation }}.period))
{%- endmacro %}

{#- Two hashes of all that a line says and that is settled by difference. -#}
{% macro fingerprints(relation) -%}
{%- set columns = [relation ~ '.posting_key', 'cast(' ~ relation ~ '.line_no as integer)'] -%}
{%- for column in attribute_columns() -%}
    {%- set name = relation ~ '.' ~ column -%}
    {%- do columns.append(
        "nullif(cast(to_json(" ~ name ~ ") as varchar), '{}')" if column == 'dims' else name
    ) -%}
{%- endfor -%}
{%- for column in ('amount', 'amount_reporting') -%}
    {%- do columns.append('cast(' ~ relation ~ '.' ~ column ~ ' as decimal(28, 6))') -%}
{%- endfor -%}
{{ fast_hash(columns) }} as forward,
        {{ fast_hash(columns | reverse | list) }} as backward
{%- endmacro %}

{#- For telling rows apart on one engine: within a statement, or against what it has kept (renewed.sql). -#}
{% macro fast_hash(columns) -%}
{{ adapter.dispatch('fast_hash')(columns) }}
{%- endmacro %}

{% macro default__fast_hash(columns) -%}
hash({{ columns | join(', ') }})
{%- endmacro %}

{#- The ledger exists before the first run, so that the delta can always be read against it. -#}
{% macro ensure_ledger() -%}
{{ adapter.dispatch('ensure_ledger')() }}
{%- endmacro %}

{% macro default__ensure_ledger() -%}
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
create table if not exists ledger.period_event (
    event_no integer, period varchar, action varchar, subject varchar, actor varchar,
    reason varchar, recorded_at timestamp, run_id varchar, after_run_no integer, details varchar,
    previous_hash varchar, event_hash varchar
);
create table if not exists ledger.seal (
    seal_no integer, period varchar, body varchar, seal_hash varchar, signature varchar,
    public_key varchar
);
create table if not exists ledger.payment (
    period varchar, payee_id varchar, currency varchar, amount decimal(28, 6),
    amount_reporting decimal(28, 6), paid_on date, receipt varchar, after_run_no integer
);
create table if not exists ledger.run_end (run_id varchar, ended_at timestamp);
create table if not exists ledger.proven (run_id varchar, proof varchar);
create or replace macro ledger.event_text(
    event_no, period, action, subject, actor, reason, recorded_at, run_id, after_run_no, details,
    previous_hash
) as cast(to_json([
    cast(event_no as varchar), period, action, subject, actor, reason,
    cast(recorded_at as varchar), run_id, cast(after_run_no as varchar), details, previous_hash
]) as varchar);
{%- endmacro %}

{#- What a line of the delta carries on to its entry. -#}
{% macro delta_columns() -%}
posting_key, line_no, {{ attribute_columns() | join(', ') }}, amount, amount_reporting,
source_hash, explain, package_version, attribute_hash, is_gone
{%- endmacro %}

{#- A sum over the hashes: it does not depend on order, and changes with any entry. -#}
{% macro digest_of_entries() -%}
{{ adapter.dispatch('digest_of_entries')() }}
{%- endmacro %}

{% macro default__digest_of_entries() -%}
cast(sum(cast('0x' || substr(entry_hash, 1, 15) as bigint)) as decimal(38, 0))
{%- endmacro %}
