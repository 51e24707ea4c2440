"""The contract between the core and rule packages: its version, and what a posting says."""

CORE_VERSION = "1.2.0"
"""Of the core's public models and of `POSTING`: a change that breaks a reader is a new major."""

POSTING = {
    "posting_key": "varchar",
    "line_no": "integer",
    "book": "varchar",
    "account": "varchar",
    "period": "varchar",
    "effective_on": "date",
    "amount": "decimal(28, 6)",
    "currency": "varchar",
    "amount_reporting": "decimal(28, 6)",
    "entity_id": "varchar",
    "party_id": "varchar",
    "customer_id": "varchar",
    "product_id": "varchar",
    "territory_id": "varchar",
    "dims": "map(varchar, varchar)",
    "source_system": "varchar",
    "source_table": "varchar",
    "source_id": "varchar",
    "source_hash": "varchar",
    "rule_id": "varchar",
    "explain": "varchar",
}
"""The columns of `<package>__postings`, and their types."""

ORIGIN = {"package": "varchar", "package_version": "varchar"}
"""What the core adds to each of them."""

MACROS = frozenset(
    {
        *("whole", "direction", "quotient", "converted", "proportion", "ratio", "rounded"),
        *("fixed", "unfixed", "added", "less", "times", "divided", "absolute", "positive"),
        *("metric_rows", "definition_rows", "month_rows", "month_rates"),
        "cents_shared",
        "balanced",
        *("row_print", "fast_hash", "is_changed", "is_changed_day"),
    }
)
"""The macros of the core that a package may call: exact arithmetic, metrics, shares, balanced
lines, and tables that are written only where something changed."""
