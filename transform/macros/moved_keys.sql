{#- Hashes of the posting keys of which not every line stands posted just as it is desired. -#}
{% macro moved_keys() -%}
with scope as (
    select * from {{ ref('run_scope') }}
),

desired as (
    select
        {{ fast_hash(['posting.posting_key']) }} as key_hash,
        {{ fingerprints('posting') }}
    from {{ ref('posting') }} as posting
    cross join scope
    where posting.amount <> 0
        and {{ in_scope('posting') }}
),

revised as (
    select distinct {{ fast_hash(['posting_key']) }} as key_hash
    from {{ target.database }}.ledger.ledger_entries
    where revision > 0
),

posted as (
    select
        {{ fast_hash(['entries.posting_key']) }} as key_hash,
        {{ fingerprints('entries') }}
    from {{ target.database }}.ledger.ledger_entries as entries
    cross join scope
    where {{ in_scope('entries') }}
),

once as (
    select posted.*
    from posted
    anti join revised on posted.key_hash = revised.key_hash
),

moved as (
    select key_hash
    from revised
    union
    select desired.key_hash
    from desired
    anti join once
        on desired.forward = once.forward and desired.backward = once.backward
    union
    select once.key_hash
    from once
    anti join desired
        on once.forward = desired.forward and once.backward = desired.backward
)

select * from moved
{%- endmacro %}

{#- Looks again once a run has posted; on Spark, where views are tables, the build does. -#}
{% macro look_again() -%}
{{ adapter.dispatch('look_again')() }}
{%- endmacro %}

{% macro default__look_again() -%}
create or replace table {{ ref('ledger_moved') }} as
{{ moved_keys() }}
{%- endmacro %}

{% macro spark__look_again() -%}
{%- endmacro %}
