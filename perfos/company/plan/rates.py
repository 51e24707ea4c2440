"""Rates: how much is paid for what was credited."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from perfos.company.plan.rate_findings import rate_findings
from perfos.company.plan.tiers import Axis, Bounds, ByComponent, Point, RateOrFormula, Tier
from perfos.company.problems import FindingsError
from perfos.company.values import Rate, Strict

Kind = Literal["flat", "marginal", "retroactive", "formula", "steps", "interpolated", "matrix"]
PAYOUTS = ("steps", "interpolated")


class RateTable(Strict):
    """How much is paid for what was credited."""

    kind: Kind
    by: Literal["amount", "attainment", "quantity", "count", "tenure"] = Field(
        default="amount",
        description="What reaches the tiers; attainment is the share of the quota, tenure the "
        "month of employment, the first being 1.",
    )
    unit: Literal["share", "per_unit", "per_deal"] = Field(
        default="share",
        description="Whether a rate is paid of the credited amount, for each unit, or for each "
        "deal.",
    )
    rate: RateOrFormula | None = None
    tiers: tuple[Tier, ...] | None = None
    bounds: Bounds = Field(
        default="lower",
        description="Which tier a value on a bound belongs to: the one that begins there, or the "
        "one below; closed: tiers with from and to, and nothing between them.",
    )
    points: tuple[Point, ...] | None = None
    beyond: Literal["flat", "linear"] | None = Field(
        default=None, description="How a payout curve goes on after its last point; flat."
    )
    rows: Axis | None = None
    columns: Axis | None = None
    rates: tuple[tuple[Rate, ...], ...] | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        found = [*rate_findings(self)]
        if found:
            raise FindingsError(found)
        return self

    @property
    def has_rate_points(self) -> bool:
        """Whether a curve is one of rates, each of all that is credited."""
        return self.points is not None and any(point.rate is not None for point in self.points[:1])

    @property
    def is_by_components(self) -> bool:
        """Whether it is a matrix over what is reached on other components."""
        return self.rows is not None and isinstance(self.rows.by, ByComponent)

    @property
    def all_tiers(self) -> tuple[Tier, ...]:
        """The tiers of rates; of a flat rate, or one that each event has, the one from 0."""
        if self.kind in PAYOUTS or self.is_by_components:
            return ()
        if self.by == "tenure" and self.tiers:
            return (Tier.model_validate({"from": 0, "rate": 0}),)
        rate = self.rate if isinstance(self.rate, Decimal) else Decimal(0)
        return self.tiers or (Tier.model_validate({"from": 0, "rate": rate}),)
