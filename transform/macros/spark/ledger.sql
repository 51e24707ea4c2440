{#- The tables that are only ever appended to. What product code in Python writes (closes, seals,
    payments) is empty here. -#}
{% macro spark__ensure_ledger() -%}
{%- set tables = {
    'ledger_entries': 'entry_id string, transaction_id string, posting_key string, line_no int,
        revision bigint, book string, account string, period string, posting_period string,
        kind string, effective_on date, amount decimal(28, 6), currency string,
        amount_reporting decimal(28, 6), entity_id string, party_id string, customer_id string,
        product_id string, territory_id string, dims map<string, string>, source_system string,
        source_table string, source_id string, source_hash string, rule_id string,
        explain string, package string, package_version string, config_hash string,
        code_revision string, run_id string, recorded_at timestamp_ntz, attribute_hash string,
        entry_hash string',
    'period_event': 'event_no int, period string, action string, subject string, actor string,
        reason string, recorded_at timestamp_ntz, run_id string, after_run_no int, details string,
        previous_hash string, event_hash string',
    'payment': 'period string, payee_id string, currency string, amount decimal(28, 6),
        amount_reporting decimal(28, 6), paid_on date, receipt string, after_run_no int',
    'run_end': 'run_id string, ended_at timestamp_ntz',
    'proven': 'run_id string, proof string',
} -%}
{%- if execute -%}
{%- do run_query('create schema if not exists ledger') -%}
{%- for name, columns in tables.items() -%}
{%- set table = api.Relation.create(schema='ledger', identifier=name) -%}
{%- do run_query(
    'create table if not exists ' ~ table ~ ' (' ~ columns ~ ') using parquet ' ~ in_folder(table)
) -%}
{%- endfor -%}
{%- endif -%}
{%- endmacro %}

{#- Spark reads no text such as 0x1f as a number. -#}
{% macro spark__digest_of_entries() -%}
cast(sum(cast(conv(substr(entry_hash, 1, 15), 16, 10) as bigint)) as decimal(38, 0))
{%- endmacro %}

{% macro spark__fast_hash(columns) -%}
xxhash64({{ columns | join(', ') }})
{%- endmacro %}

{#- On Spark no table keeps rows from the run before, so nobody asks for their prints. -#}
{% macro spark__row_print(row) -%}
0
{%- endmacro %}
