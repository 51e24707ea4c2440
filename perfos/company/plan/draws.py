"""Draws: pay ahead of earnings, and how it is paid back."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from perfos.company.people import Empty, Id
from perfos.company.problems import Finding, FindingsError
from perfos.company.values import Amount, Day, Integer, Name, Period, Rate, Strict, Text, refused


def _first_months(value: int) -> int:
    if not 1 <= value <= 120:
        raise refused("allowed: from 1 to 120 months")
    return value


class Recovery(Strict):
    """How a balance is taken back out of later pay."""

    from_: Period | None = Field(
        default=None, alias="from", description="First month; from the month after the draw."
    )
    to: Period | None = Field(default=None, description="Last month; open where not said.")
    share: Rate = Field(
        default=Decimal(1), description="Share that is taken of what is paid above the floor."
    )
    floor: Amount = Field(
        default=Decimal(0), description="What recovery leaves; a guarantee leaves at least itself."
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        found = []
        if self.from_ and self.to and self.to < self.from_:
            found.append(Finding(("to",), f'"{self.to}"', f"not before from, {self.from_}"))
        if not 0 < self.share <= 1:
            found.append(Finding(("share",), f'"{self.share}"', "allowed: above 0, up to 1"))
        if self.floor < 0:
            found.append(Finding(("floor",), f'"{self.floor}"', "allowed: 0 or more"))
        if found:
            raise FindingsError(found)
        return self


class Draw(Strict):
    """Pay ahead of earnings; draws are reckoned in the order in which the plan names them."""

    id: Name
    title: Text | None = None
    kind: Literal["guarantee", "additive"] = Field(
        description="guarantee: tops a month's pay up to the amount; additive: what draws.csv "
        "says, on top of it."
    )
    amount: Amount | None = Field(
        default=None, description="Of a month: what is guaranteed, or the most that may be taken."
    )
    from_: Period | None = Field(
        default=None, alias="from", description="First month; the payee's first on the plan."
    )
    to: Period | None = Field(default=None, description="Last month; open where not said.")
    first_months: Annotated[Integer, AfterValidator(_first_months)] | None = Field(
        default=None, description="Only in so many months, counted from the payee's first one."
    )
    recovery: Literal["recoverable", "none", "forgivable"] = Field(
        description="Whether it is owed back; forgivable: until it is forgiven."
    )
    recover: Recovery | None = None
    scope: Literal["payee", "deal"] = Field(
        default="payee", description="Paid back out of all pay of the plan, or of the deal alone."
    )
    forgiven_on: Day | None = Field(
        default=None,
        description="With forgivable: what is still owed then is forgiven to who is on the plan.",
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        found = []
        if self.amount is None and self.kind == "guarantee":
            found.append(Finding(("amount",), "nothing", "needed by kind: guarantee"))
        if self.amount is not None and self.amount <= 0:
            found.append(Finding(("amount",), f'"{self.amount}"', "allowed: more than 0"))
        if self.from_ and self.to and self.to < self.from_:
            found.append(Finding(("to",), f'"{self.to}"', f"not before from, {self.from_}"))
        if self.scope == "deal" and self.kind == "guarantee":
            found.append(Finding(("scope",), '"deal"', "only with kind: additive"))
        if self.recover and self.recovery == "none":
            found.append(Finding(("recover",), "recover", "recovery: none takes nothing back"))
        if self.recovery == "forgivable" and not self.forgiven_on:
            found.append(Finding(("forgiven_on",), "nothing", "needed by recovery: forgivable"))
        if self.forgiven_on and self.recovery != "forgivable":
            found.append(Finding(("forgiven_on",), f'"{self.forgiven_on}"', "only with forgivable"))
        if found:
            raise FindingsError(found)
        return self


class DrawTaken(Strict):
    """One row of draws.csv: what somebody takes of an additive draw in a month."""

    payee_id: Id
    draw: Id = Field(description="Id of an additive draw of the payee's plan.")
    period: Period
    amount: Amount
    deal_id: Annotated[str | None, Empty] = Field(
        default=None, description="With scope: deal, the deal that pays it back."
    )
