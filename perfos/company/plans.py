"""plans/*.yml: who earns what on which events."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from perfos.company.entities import EVENT_COLUMNS, EventKind
from perfos.company.formula import compile_formula
from perfos.company.language import FormulaError
from perfos.company.problems import Finding, FindingsError
from perfos.company.rates import Cap, RateTable
from perfos.company.values import (
    Currency,
    Day,
    Name,
    Strict,
    Text,
    refused,
)

WHOLE_CHAIN = 99
_LEVELS_SCHEMA = WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1}, {"const": "all"}]})


def _measure(value: str) -> str:
    return _formula(value, "number")


def _condition(value: str) -> str:
    return _formula(value, "condition")


def _formula(value: str, kind: Literal["number", "condition"]) -> str:
    try:
        compile_formula(value, EVENT_COLUMNS, kind)
    except FormulaError as error:
        raise refused(str(error)) from None
    return value


def _levels(value: Any) -> Any:  # noqa: ANN401
    if value == "all":
        return WHOLE_CHAIN
    text = str(value)
    if not text.isdecimal() or not 1 <= int(text) <= WHOLE_CHAIN:
        raise refused('allowed: a number from 1, or "all"')
    return int(text)


Window = Literal["event", "month", "quarter", "half", "year"]


class Credit(Strict):
    """Which events count, for whom, and how much of them."""

    events: tuple[EventKind, ...] = Field(min_length=1)
    to: Literal["owner", "split", "manager"] = "owner"
    levels: Annotated[int | None, BeforeValidator(_levels), _LEVELS_SCHEMA] = Field(
        default=None, description="With to: manager, how many levels up; 1 where not said."
    )
    measure: Annotated[Text, AfterValidator(_measure)] = Field(
        default="amount", description="Formula of what an event counts for."
    )
    when: Annotated[Text, AfterValidator(_condition)] | None = Field(
        default=None, description="Condition that an event must meet to count."
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.levels is not None and self.to != "manager":
            raise FindingsError([Finding(("levels",), "levels", "only with to: manager")])
        return self


class Component(Strict):
    """One way to earn within a plan."""

    id: Name
    title: Text
    credit: Credit
    quota: Text | None = Field(default=None, description="Name of a quota in quotas.csv.")
    window: Window = Field(
        description="The time over which events accumulate; event: each one stands alone."
    )
    rate: RateTable
    cap: Cap | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        found = []
        if self.rate.by == "attainment" and not self.quota:
            found.append(Finding(("quota",), "nothing", "rate by attainment needs a quota"))
        if self.window == "event" and self.rate.by == "attainment":
            found.append(
                Finding(("window",), '"event"', "attainment needs month, quarter, half or year")
            )
        if self.cap and self.cap.amount < 0:
            at = ("cap", "amount")
            found.append(Finding(at, f'"{self.cap.amount}"', "allowed: 0 or more"))
        if self.cap and self.cap.per == "window" and self.window == "event":
            found.append(Finding(("cap", "per"), '"window"', "window: event has none: per: event"))
        if found:
            raise FindingsError(found)
        return self


class Assigned(Strict):
    """Who is on the plan: everybody in a role, and single people."""

    roles: tuple[Text, ...] = ()
    people: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if not self.roles and not self.people:
            raise FindingsError([Finding((), "nobody", "needed: a role or a person")])
        return self


class Plan(Strict):
    """One plan file."""

    plan: Name
    title: Text
    currency: Currency
    valid_from: Day
    valid_to: Day | None = Field(
        default=None, description="The last day, inclusive; open without it."
    )
    assigned: Assigned
    components: tuple[Component, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        found = []
        if self.valid_to and self.valid_to < self.valid_from:
            found.append(Finding(("valid_to",), f'"{self.valid_to}"', "not before valid_from"))
        ids = [component.id for component in self.components]
        for number, name in enumerate(ids):
            if name in ids[:number]:
                at = ("components", number, "id")
                found.append(Finding(at, f'"{name}" twice', "each component its own id"))
        if found:
            raise FindingsError(found)
        return self
