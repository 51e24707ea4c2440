"""The tables of an example: their columns in a plan file, and as CSV files beside it."""

ROLE = "seller"
"""What somebody is where an example does not say it."""

# A table's columns, each with the other names that a CSV file may use: those of a company folder.
COLUMNS: dict[str, dict[str, str]] = {
    "events": {"event_id": "id", "occurred_on": "on", "owner_id": "by", "owner": "by"}
    | {"deal_id": "deal"},
    "people": {"person": "person_id", "name": "person_id", "from": "hired_on", "to": "left_on"},
    "org": {"person_id": "person", "manager_id": "manager", "territory_id": "territory"},
    "quotas": {"payee_id": "payee"},
    "splits": {"deal_id": "deal", "payee_id": "payee", "split_kind": "kind", "within_id": "within"},
    "rates": {},
    "expected": {"payee_id": "payee", "event_id": "event", "component_id": "component"},
}
