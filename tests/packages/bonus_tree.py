"""The files of a small rule package: two percent of every booking."""

AMOUNT = "round(event.amount * 0.02, 2)"

TREE = {
    "package.yml": """\
name: bonus
version: 1.0.0
summary: Two percent of every booking.
owner: sales-operations
requires: {core: ">=1.0.0,<2.0.0", models: [company, event]}
provides: {accounts: [commission_expense, commission_payable]}
""",
    "dbt_project.yml": """\
name: bonus
version: "1.0.0"
config-version: 2
require-dbt-version: [">=1.11.0", "<1.12.0"]
model-paths: [models]
macro-paths: [macros]
test-paths: [tests]
models: {bonus: {+schema: bonus, +materialized: view}}
data_tests: {bonus: {+schema: bonus}}
""",
    "README.md": "# Bonus\n",
    "CHANGELOG.md": "# Changelog\n",
    "models/bonus.sql": f"""\
with final as (
    select
        event.event_id,
        event.owner_id as payee_id,
        event.period,
        event.occurred_on,
        'sale' as why,
        cast({AMOUNT} as decimal(28, 6)) as amount
    from {{{{ ref('event') }}}} as event
    where event.owner_id is not null
)

select * from final
""",
    "models/bonus__postings.sql": """\
{{ config(materialized='table') }}

with line as (
    select 1 as line_no, 'commission_expense' as account, 1 as sign
    union all
    select 2 as line_no, 'commission_payable' as account, -1 as sign
),

final as (
    select
        concat_ws('/', 'bonus', bonus.payee_id, bonus.event_id, bonus.why) as posting_key,
        line.line_no,
        'actual' as book,
        line.account,
        bonus.period,
        bonus.occurred_on as effective_on,
        cast(bonus.amount * line.sign as decimal(28, 6)) as amount,
        company.currency,
        cast(bonus.amount * line.sign as decimal(28, 6)) as amount_reporting,
        event.entity_id,
        bonus.payee_id as party_id,
        event.customer_id,
        event.product_id,
        event.territory_id,
        event.dims,
        event.source_system,
        event.source_table,
        event.source_id,
        event.source_hash,
        'bonus/' || bonus.why as rule_id,
        cast(to_json({'sold': event.amount, 'amount': bonus.amount}) as varchar) as explain
    from {{ ref('bonus') }} as bonus
    inner join {{ ref('event') }} as event on bonus.event_id = event.event_id
    cross join {{ ref('company') }} as company
    cross join line
)

select * from final
""",
}

PROPERTIES = """\
models:
  - name: bonus
    description: One row per event that earns a bonus.
  - name: bonus__postings
    description: One row per line of a balanced transaction that should stand in the ledger.
    config: {{access: public, contract: {{enforced: true}}}}
    columns:
{columns}
unit_tests:
  - name: an_owner_earns_two_percent
    description: An event that nobody owns earns nothing.
    model: bonus
    given:
      - input: ref('event')
        rows:
          - {{event_id: E1, owner_id: ann, amount: 50}}
          - {{event_id: E2, owner_id: null, amount: 50}}
    expect: {{rows: [{{event_id: E1, payee_id: ann, amount: 1}}]}}
"""
