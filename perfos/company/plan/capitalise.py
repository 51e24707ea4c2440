"""Commissions as the cost of obtaining a contract: an asset that is written off over time."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from perfos.company.plan.clawback import Months, Share
from perfos.company.problems import Finding, FindingsError
from perfos.company.values import Integer, Strict, refused

YEAR = 12


def _expedient(value: int) -> int:
    if not 0 <= value <= YEAR:
        raise refused("allowed: from 1 to 12 months; 0 for never")
    return value


Commensurate = Annotated[
    Literal["true", "false", "auto"],
    BeforeValidator(lambda value: str(value).lower() if isinstance(value, bool) else value),
    WithJsonSchema({"enum": [True, False, "auto"]}),
]


class Renewal(Strict):
    """What a renewal means for the cost of the contract that it renews."""

    months: Months = Field(description="Over how long the commission on a renewal is written off.")
    commensurate: Commensurate = Field(
        default="false",
        description="Whether renewals are paid in proportion to what the first contract was; "
        "auto: each is compared with the deal that it renews.",
    )
    tolerance: Share = Field(
        default=Decimal("0.1"),
        description="With auto: how much lower, as a share, a renewal may be paid.",
    )


class Capitalise(Strict):
    """Over how long, and how, the cost of obtaining a contract becomes expense."""

    months: Months = Field(
        description="The benefit period, with the renewals that are to be expected."
    )
    term: Months | None = Field(
        default=None,
        description="Months of the contract alone: the period where renewals are paid "
        "commensurately.",
    )
    renewal: Renewal | None = None
    expedient: Annotated[Integer, AfterValidator(_expedient)] = Field(
        default=YEAR, description="Up to so many months it is an expense at once; 0: never."
    )
    by: Literal["month", "day"] = Field(
        default="month", description="Equal months, or each month by its days."
    )
    starts: Literal["same_month", "mid_month", "next_month"] = Field(
        default="same_month",
        description="By day, same_month is the day of the event; mid_month: half of the first "
        "month, and half of one more at the end.",
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        found = []
        can_be = self.renewal is not None and self.renewal.commensurate != "false"
        if self.starts == "mid_month" and self.by == "day":
            found.append(Finding(("starts",), '"mid_month"', "only with by: month"))
        if can_be and self.term is None:
            found.append(Finding(("term",), "nothing", "commensurate renewals need the term"))
        if self.term is not None and not can_be:
            allowed = "only where renewal.commensurate is true or auto"
            found.append(Finding(("term",), "term", allowed))
        if found:
            raise FindingsError(found)
        return self
