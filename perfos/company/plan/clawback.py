"""What is taken back of the pay for a deal that is cancelled."""

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from perfos.company.plan.credit import NumberFormula
from perfos.company.problems import Finding, FindingsError, Location
from perfos.company.values import Integer, Rate, Strict, refused

CancellationKind = Literal["cancellation", "credit_note"]


def _months(value: str) -> str:
    if value.isdecimal() and not 1 <= int(value) <= 1200:
        raise refused("allowed: from 1 to 1200 months, or a formula over the event")
    return value


def _count(value: int) -> int:
    if not 1 <= value <= 36500:
        raise refused("allowed: a number from 1")
    return value


def _share(value: Decimal) -> Decimal:
    if not 0 <= value <= 1:
        raise refused("allowed: a share from 0 to 1, such as 0.5 for half of it")
    return value


Months = Annotated[
    NumberFormula,
    AfterValidator(_months),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string"}]}),
]
Count = Annotated[Integer, AfterValidator(_count)]
Share = Annotated[Rate, AfterValidator(_share)]


class Within(Strict):
    """How long after its anchor a cancellation takes anything back."""

    months: Count | None = None
    days: Count | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.months is None) == (self.days is None):
            found = "neither months nor days" if self.months is None else "months and days"
            raise FindingsError([Finding((), found, "either months or days")])
        return self


class Step(Strict):
    """What is taken back from so many whole months in force on."""

    from_: Integer = Field(alias="from")
    share: Share


class Clawback(Strict):
    """What is taken back of the pay for a deal that is cancelled."""

    on: tuple[CancellationKind, ...] = Field(
        default=("cancellation",), min_length=1, description="The events that take back."
    )
    method: Literal["full", "linear", "sliding", "share", "counterfactual"] = "full"
    within: Within | None = Field(
        default=None, description="Later cancellations take nothing back; without it, all do."
    )
    anchor: Literal["booking", "payment"] = Field(
        default="booking", description="From when on: the deal's day, or its first payment's."
    )
    term: Months | None = Field(
        default=None,
        description="With method: linear, over how many months pay is earned; "
        "else the months of `within`.",
    )
    begun_month: Literal["earned", "unearned"] = Field(
        default="unearned", description="With method: linear, whether a month begun is earned."
    )
    table: tuple[Step, ...] | None = Field(
        default=None, description="With method: sliding, by whole months in force."
    )
    share: Share | None = Field(default=None, description="With method: share, how much of it.")
    of: Literal["original", "paid"] = Field(
        default="original",
        description="Of what the deal earned at its own rate, or of what was paid by then.",
    )
    attainment: Literal["kept", "reduced"] = Field(
        default="kept", description="Whether the cancelled deal still counts for later ones."
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        found = [*self._of_the_method(), *self._steps()]
        if self.method == "counterfactual":
            for key in ("of", "attainment"):
                if getattr(self, key) != type(self).model_fields[key].default:
                    text = f'"{getattr(self, key)}"'
                    found.append(Finding((key,), text, "counterfactual recomputes everything"))
        if found:
            raise FindingsError(found)
        return self

    def _of_the_method(self) -> list[Finding]:
        """Compare what is given with what the method needs."""
        found = []
        for key, method in (("term", "linear"), ("table", "sliding"), ("share", "share")):
            value = getattr(self, key)
            if value is not None and self.method != method:
                found.append(Finding((key,), key, f"only with method: {method}"))
            elif value in (None, ()) and self.method == method:
                if key == "term" and self.within and self.within.months:
                    continue
                found.append(Finding((key,), "nothing", f"method: {method} needs {key}"))
        if self.begun_month == "earned" and self.method != "linear":
            found.append(Finding(("begun_month",), '"earned"', "only with method: linear"))
        return found

    def _steps(self) -> list[Finding]:
        """Look for a table that does not begin at 0, or does not go up."""
        bounds = [step.from_ for step in self.table or ()]
        at: Location = ("table", 0, "from")
        found = []
        if bounds and bounds[0] != 0:
            found.append(Finding(at, f'"{bounds[0]}"', "the first row is from 0"))
        for number, (one, other) in enumerate(pairwise(bounds), start=1):
            if other <= one:
                at = ("table", number, "from")
                found.append(Finding(at, f'"{other}"', f"more than the row before, {one}"))
        return found
