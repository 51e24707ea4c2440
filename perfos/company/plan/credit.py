"""Which events count for a component, for whom, how much of them, and after which fees."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from perfos.company.entities import EVENT_COLUMNS, EventKind
from perfos.company.formula import compile_formula
from perfos.company.language import FormulaError
from perfos.company.plan.credit_findings import credit_findings
from perfos.company.problems import Finding, FindingsError
from perfos.company.values import Amount, Integer, Rate, Strict, Text, refused

WHOLE_CHAIN = 99
_LEVELS_SCHEMA = WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1}, {"const": "all"}]})


def _formula(value: str, kind: Literal["number", "condition"]) -> str:
    try:
        compile_formula(value, EVENT_COLUMNS, kind)
    except FormulaError as error:
        raise refused(str(error)) from None
    return value


NumberFormula = Annotated[Text, AfterValidator(lambda text: _formula(text, "number"))]
Condition = Annotated[Text, AfterValidator(lambda text: _formula(text, "condition"))]


def _levels(value: Any) -> Any:  # noqa: ANN401
    if value == "all":
        return WHOLE_CHAIN
    text = str(value)
    if not text.isdecimal() or not 1 <= int(text) <= WHOLE_CHAIN:
        raise refused('allowed: a number from 1, or "all"')
    return int(text)


class Fee(Strict):
    """One thing that is taken off an event before it is credited."""

    share: Rate | None = Field(default=None, description="Of the event; 0.1 is 10 %.")
    amount: Amount | None = Field(default=None, description="In the event's own currency.")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        given = {"share": self.share, "amount": self.amount}
        values = {name: value for name, value in given.items() if value is not None}
        if len(values) != 1:
            found = " and ".join(values) or "nothing"
            raise FindingsError([Finding((), found, "either a share or an amount")])
        ((name, value),) = values.items()
        if value < 0 or (name == "share" and value > 1):
            allowed = "allowed: from 0 to 1" if name == "share" else "allowed: 0 or more"
            raise FindingsError([Finding((name,), f'"{value}"', allowed)])
        return self


class Fees(Strict):
    """What is taken off an event before it is credited; each fee is rounded to the cent."""

    order: Literal["aggregate", "cumulative"] = Field(
        default="aggregate",
        description="Each of the whole event, or each of what those before it have left.",
    )
    take: tuple[Fee, ...] = Field(min_length=1)


class Credit(Strict):
    """Which events count, for whom, and how much of them."""

    events: tuple[EventKind, ...] = Field(min_length=1)
    to: Literal["owner", "split", "manager", "territory", "everybody"] = "owner"
    levels: Annotated[int | None, BeforeValidator(_levels), _LEVELS_SCHEMA] = Field(
        default=None, description="With to: manager, how many levels up; 1 where not said."
    )
    above: Literal["owner", "split"] = Field(
        default="owner",
        description="With to: manager, whose managers: the owner's, or those of everybody who "
        "shares the deal, each for that part.",
    )
    each: Literal["part", "whole"] = Field(
        default="part",
        description="With to: territory, whether several holders share the event, or each has it "
        "as a whole.",
    )
    stages: tuple[Text, ...] = Field(
        default=(),
        description="Where a deal is split, the stages whose parts count; all where not said.",
    )
    share: Rate | None = Field(
        default=None, description="The part of it that is credited; 0.5 is half of it."
    )
    measure: NumberFormula = Field(
        default="amount", description="Formula of what an event counts for."
    )
    counts: NumberFormula | None = Field(
        default=None,
        description="Formula of how far an event moves towards tiers and quota, where that is not "
        "what it is paid on.",
    )
    splits: Literal["credit", "pay"] = Field(
        default="credit",
        description="Whether those who share a deal move by their part, or by the whole deal and "
        "are paid their part.",
    )
    when: Condition | None = Field(
        default=None, description="Condition that an event must meet to count."
    )
    fees: Fees | None = Field(
        default=None, description="What is taken off what the event counts for, before it is split."
    )
    first: Integer | None = Field(
        default=None, description="Only the first events of each payee in the window, by date."
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        found = [*credit_findings(self)]
        if found:
            raise FindingsError(found)
        return self

    @property
    def stages_key(self) -> str:
        """The stages as one text; empty where all count."""
        return ",".join(sorted(self.stages))
