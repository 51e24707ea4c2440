"""The worked examples that a plan file may carry: what happens, and what it should pay."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from perfos.company.problems import Finding, FindingsError, one_of
from perfos.company.values import Day, Name, Strict, Text, refused

SELECTORS = ("payee", "event", "component", "plan", "period", "until", "role", "kind")
"""What narrows an expectation down; period: a month or a year; until: up to the end of it."""

FIGURES = (
    *("pays", "reports", "expensed", "held", "advanced", "asset", "impaired"),
    *("credited", "reached", "attained", "quota", "slices", "bases", "rates", "parts"),
    *("blended", "exchanged", "on", "taken", "commensurate"),
)
"""What an expectation may be about."""


def _rows_of(*kinds: type) -> BeforeValidator:
    """Return a reader of a table: rows of some kinds, or the name of a CSV file."""

    def read(value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, str) and value:
            return value
        if isinstance(value, list | tuple) and all(isinstance(row, kinds) for row in value):
            return tuple(value)
        row = "[USD, EUR, 2026-01-01, 0.9]" if list in kinds else "{key: value}"
        raise refused(f"allowed: a list of rows such as {row}, or the name of a CSV file")

    return BeforeValidator(read)


def _schema(row: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [{"type": "array", "items": row}, {"type": "string"}]})


_ROW: dict[str, Any] = {"type": "object"}
Rows = Annotated[Any, _rows_of(dict), _schema(_ROW)]
Rates = Annotated[Any, _rows_of(dict, list), _schema({"anyOf": [_ROW, {"type": "array"}]})]


class Employed(Strict):
    """From when to when somebody is employed."""

    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None


class Example(Strict):
    """One worked example; a table is a list of rows, or the name of a CSV file beside the plan."""

    id: Name
    words: Text | None = Field(default=None, description="What it shows, for people.")
    first_day: Day | None = Field(
        default=None, description="Day of the first event that says none; the plan's first."
    )
    people: tuple[Text, ...] | None = Field(
        default=None, description="Who is on the plan; ann where nobody is named."
    )
    hired: dict[Text, Employed] | None = None
    events: Rows
    copies: dict[Text, Any] | None = Field(
        default=None, description="How often all events happen to each person."
    )
    org: Rows | None = None
    quotas: Rows | None = None
    splits: Rows | None = None
    rates: Rates | None = None
    leave: Rows | None = None
    draws: Rows | None = None
    expected: Rows
    missing_quotas: tuple[Text, ...] | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if isinstance(self.expected, str):
            return self
        found = [] if self.expected else [Finding(("expected",), "nothing", "what it should pay")]
        for number, line in enumerate(self.expected):
            at = ("expected", number)
            unknown = set(line) - {*SELECTORS, *FIGURES}
            found += [
                Finding((*at, name), f'the key "{name}"', one_of(name, {*SELECTORS, *FIGURES}))
                for name in sorted(unknown)
            ]
            if not unknown and not set(line) & set(FIGURES):
                found.append(Finding(at, "no figure", f"needed: one of {', '.join(FIGURES)}"))
        if found:
            raise FindingsError(found)
        return self
