"""When what was earned is paid: with the event, with the customer's money, by months, or later."""

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from perfos.company.formula import compile_formula
from perfos.company.language import FormulaError
from perfos.company.plan.credit import Condition, NumberFormula
from perfos.company.problems import Finding, FindingsError
from perfos.company.values import Amount, Boolean, Integer, Rate, Strict, Text, refused

Release = Literal["event", "booking", "invoice", "payment", "usage", "renewal"]
AT_ONCE = ("event", "booking")
DEAL, EVENT = "deal", "event"
SCOPES = (DEAL, EVENT)


def _month(value: int) -> int:
    if not 1 <= value <= 600:
        raise refused("allowed: a month from 1, the event's own, to 600")
    return value


def _of(value: str) -> str:
    try:
        if value not in SCOPES:
            compile_formula(value)
    except FormulaError as error:
        raise refused(f"allowed: deal, event, or a formula; {error}") from None
    return value


def _days(value: int) -> int:
    if not 1 <= value <= 3650:
        raise refused("allowed: from 1 to 3650 days")
    return value


class Hold(Strict):
    """Nothing is paid before so many days have passed, or a window has ended."""

    days: Annotated[Integer, AfterValidator(_days)] | None = Field(
        default=None, description="Days after the event, or after what else releases a part."
    )
    until: Literal["month", "quarter", "half", "year"] | None = Field(
        default=None,
        description="Not before the last day of the month, quarter, ... it is in.",
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.days is None and self.until is None:
            raise FindingsError([Finding((), "nothing", "needed: days, until, or both")])
        return self


class Instalment(Strict):
    """A part of the pay, and what releases it."""

    share: Rate
    on: Release | None = Field(
        default=None,
        description="event (or booking): at once; else the events of the deal that release it.",
    )
    of: Annotated[Text, AfterValidator(_of)] = Field(
        default=DEAL,
        description="What they are measured against, net of credit notes: the deal; the credited "
        "event, by those that are related to it; or a formula over the credited events.",
    )
    first: Boolean | None = Field(
        default=None, description="All of it with the first event, instead of pro rata."
    )
    from_: Amount | None = Field(
        default=None, alias="from", description="With first: the least that the event must measure."
    )
    measure: NumberFormula | None = Field(
        default=None,
        description="What a releasing event counts for; the component's measure where that is a "
        "formula of the amount, else the amount.",
    )
    when: Condition | None = Field(
        default=None, description="Condition that a releasing event must meet."
    )
    months: tuple[Annotated[Integer, AfterValidator(_month)], ...] | None = Field(
        default=None,
        min_length=1,
        description="In equal parts by months; month 1 begins with the event's day.",
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        found = []
        if not 0 < self.share <= 1:
            found.append(Finding(("share",), f'"{self.share}"', "allowed: above 0, up to 1"))
        if (self.on is None) == (self.months is None):
            at, what = ((), "neither") if self.on is None else (("months",), "both")
            found.append(Finding(at, f"{what} of on and months", "needed: one of them"))
        if self.from_ is not None and not self.first:
            found.append(Finding(("from",), f'"{self.from_}"', "only with first: true"))
        if self.first and self.of not in SCOPES:
            found.append(Finding(("of",), self.of, "with first: true only deal or event"))
        found += self._needless()
        for number, (one, other) in enumerate(pairwise(self.months or ()), start=1):
            if other <= one:
                found.append(Finding(("months", number), f'"{other}"', f"a month after {one}"))
        if found:
            raise FindingsError(found)
        return self

    def _needless(self) -> list[Finding]:
        """Say what only speaks about events that release a part, where none do."""
        keys = ("of", "first", "measure", "when")
        if self.on is not None and self.on not in AT_ONCE:
            return []
        return [
            Finding((key,), key, "only where other events release it")
            for key in keys
            if key in self.model_fields_set and getattr(self, key) is not None
        ]


def unpaid(instalments: tuple[Instalment, ...]) -> list[Finding]:
    """Say whether the parts of a payment come to the whole."""
    total = sum(part.share for part in instalments)
    if not instalments or total == 1:
        return []
    return [Finding(("payment",), f"shares that come to {total}", "shares that come to 1")]
