"""What must hold of the raw and core tables: shape, nulls, sets and patterns.

Sums of money are asked in SQL, because a data frame would turn decimals into floats.
"""

from dataclasses import dataclass
from typing import Any

from perfos.company.load import Company


@dataclass(frozen=True)
class Rule:
    """One expectation about one column.

    Attributes:
        name: What a person reads, e.g. `kind_is_known`.
        kind: Class name in `great_expectations.expectations`.
        column: The column, or None for the whole table.
        arguments: Further arguments of the expectation.
    """

    name: str
    kind: str
    column: str | None = None
    arguments: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Suite:
    """The rules of one relation, `<schema>.<table>`."""

    relation: str
    rules: tuple[Rule, ...]

    @property
    def columns(self) -> list[str]:
        """The columns that the rules ask about."""
        return sorted({rule.column for rule in self.rules if rule.column})


def raw_suite(company: Company, source: str, table: str) -> Suite:
    """Return what must hold of a raw table before anything is built on it."""
    usable = 1 - float(company.settings.quality.max_quarantined_share)
    return Suite(
        f"raw.{source}__{table}",
        (
            Rule("has_rows", "ExpectTableRowCountToBeBetween", None, (("min_value", 1),)),
            Rule("file_is_named", "ExpectColumnValuesToNotBeNull", "_file"),
            Rule("row_is_numbered", "ExpectColumnValuesToNotBeNull", "_row"),
            Rule("record_is_hashed", "ExpectColumnValuesToNotBeNull", "_hash"),
            Rule(
                "enough_rows_are_readable",
                "ExpectColumnValuesToBeNull",
                "_problems",
                (("mostly", usable),),
            ),
        ),
    )


def core_suites() -> list[Suite]:
    """Return what must hold of the core's main tables before a rule reads them."""
    code = (("regex", "^[A-Z]{3}$"),)
    kinds = ("booking", "invoice", "payment", "cancellation", "credit_note", "usage", "renewal")
    return [
        Suite(
            "core.event",
            (
                Rule("has_rows", "ExpectTableRowCountToBeBetween", None, (("min_value", 1),)),
                Rule("event_is_named", "ExpectColumnValuesToNotBeNull", "event_id"),
                Rule("event_is_unique", "ExpectColumnValuesToBeUnique", "event_id"),
                Rule(
                    "kind_is_known", "ExpectColumnValuesToBeInSet", "kind", (("value_set", kinds),)
                ),
                Rule("day_is_known", "ExpectColumnValuesToNotBeNull", "occurred_on"),
                Rule("currency_is_a_code", "ExpectColumnValuesToMatchRegex", "currency", code),
            ),
        ),
        Suite(
            "core.person",
            (
                Rule("has_rows", "ExpectTableRowCountToBeBetween", None, (("min_value", 1),)),
                Rule("person_is_unique", "ExpectColumnValuesToBeUnique", "person_id"),
            ),
        ),
    ]
