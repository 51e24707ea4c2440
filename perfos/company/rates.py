"""Rates, tiers and caps: how much is paid for what was credited."""

from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from perfos.company.problems import Finding, FindingsError
from perfos.company.values import Amount, Boolean, Rate, Strict


class Tier(Strict):
    """A rate from a lower bound (inclusive) to the next tier's (exclusive)."""

    from_: Rate = Field(alias="from")
    rate: Rate
    retro: Boolean | None = Field(
        default=None, description="Whether this rate, once reached, holds from the first euro."
    )


class RateTable(Strict):
    """How much is paid for what was credited."""

    kind: Literal["flat", "marginal", "retroactive"]
    by: Literal["amount", "attainment", "quantity", "count"] = Field(
        default="amount",
        description="What reaches the tiers; attainment is the share of the quota.",
    )
    unit: Literal["share", "per_unit"] = Field(
        default="share",
        description="Whether a rate is paid of the credited amount or for each unit.",
    )
    rate: Rate | None = None
    tiers: tuple[Tier, ...] | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        flat = self.kind == "flat"
        needed, refused_key = ("rate", "tiers") if flat else ("tiers", "rate")
        found = []
        if getattr(self, needed) in (None, ()):
            found.append(Finding((needed,), "nothing", f"kind: {self.kind} needs {needed}"))
        if getattr(self, refused_key) is not None:
            found.append(
                Finding((refused_key,), refused_key, f"kind: {self.kind} takes {needed} instead")
            )
        bounds = [tier.from_ for tier in self.tiers or ()]
        if bounds and bounds[0] != 0:
            found.append(
                Finding(("tiers", 0, "from"), f'"{bounds[0]}"', "the first tier is from 0")
            )
        for number, (lower, upper) in enumerate(pairwise(bounds), start=1):
            if upper <= lower:
                at = ("tiers", number, "from")
                found.append(Finding(at, f'"{upper}"', f"more than the tier before, {lower}"))
        for number, tier in enumerate(self.tiers or ()):
            if tier.retro is False and self.kind == "retroactive":
                at = ("tiers", number, "retro")
                found.append(Finding(at, '"false"', "kind: retroactive makes every tier retro"))
        if found:
            raise FindingsError(found)
        return self

    @property
    def all_tiers(self) -> tuple[Tier, ...]:
        """The tiers; of a flat rate the one from 0."""
        return self.tiers or (Tier.model_validate({"from": 0, "rate": self.rate}),)


class Cap(Strict):
    """The most that is paid; the excess is lost."""

    per: Literal["event", "period", "window"]
    amount: Amount
