"""What comes after the rate: target pay, gates, multipliers, minimums and caps."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from perfos.company.plan.tiers import rising
from perfos.company.problems import Finding, FindingsError
from perfos.company.values import Amount, Name, Rate, Strict, Text


class Target(Strict):
    """What is paid in a window when the target is reached."""

    amount: Amount | None = None
    quota: Text | None = Field(default=None, description="A quota in quotas.csv that holds it.")
    weight: Rate = Field(default=Decimal(1), description="The part of it; 0.4 of an objective.")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.amount is None) == (self.quota is None):
            raise FindingsError([Finding((), "both or neither", "needed: an amount or a quota")])
        if (self.amount or 0) < 0 or self.weight < 0:
            raise FindingsError([Finding((), "less than 0", "allowed: 0 or more")])
        return self


def _target(value: Any) -> Any:  # noqa: ANN401
    return value if isinstance(value, dict | Target) else {"amount": value}


_TARGET_SCHEMA = {
    "anyOf": [
        {"type": "number", "minimum": 0},
        {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "amount": {"type": "number", "minimum": 0},
                "quota": {"type": "string"},
                "weight": {"type": "number", "minimum": 0},
            },
        },
    ]
}
TargetPay = Annotated[Target, BeforeValidator(_target), WithJsonSchema(_TARGET_SCHEMA)]


class Gate(Strict):
    """Nothing is paid until a component has reached this much; then all of the window is."""

    component: Name
    from_: Rate = Field(alias="from", description="A share of its quota; without one, an amount.")


class Factor(Strict):
    """A step of a multiplier."""

    from_: Rate = Field(alias="from")
    times: Rate


class FactorPoint(Strict):
    """A point of a multiplier that changes evenly."""

    at: Rate
    times: Rate


class Multiplier(Strict):
    """A factor on the pay of a window, by what is reached on a component."""

    component: Name
    kind: Literal["steps", "interpolated"] = "steps"
    tiers: tuple[Factor, ...] = ()
    points: tuple[FactorPoint, ...] = ()
    beyond: Literal["flat", "linear"] | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        needed, other = ("tiers", "points") if self.kind == "steps" else ("points", "tiers")
        found = [
            *rising([tier.from_ for tier in self.tiers], ("tiers",)),
            *rising([point.at for point in self.points], ("points",), "at"),
        ]
        if len(getattr(self, needed)) < (1 if needed == "tiers" else 2):
            found.append(Finding((needed,), "too few", f"kind: {self.kind} needs {needed}"))
        if self.tiers and self.tiers[0].from_ != 0:
            at = f'"{self.tiers[0].from_}"'
            found.append(Finding(("tiers", 0, "from"), at, "the first tier is from 0"))
        if getattr(self, other):
            found.append(Finding((other,), other, f"kind: {self.kind} takes {needed} instead"))
        if self.beyond and self.kind == "steps":
            found.append(Finding(("beyond",), "beyond", "only with kind: interpolated"))
        if found:
            raise FindingsError(found)
        return self


class Minimum(Strict):
    """The least that is paid."""

    per: Literal["event", "period", "window"]
    amount: Amount


class Cap(Strict):
    """The most that is paid."""

    per: Literal["event", "period", "window", "year"]
    amount: Amount
    excess: Literal["lost", "carried"] = Field(
        default="lost", description="Whether what lies above it is paid later, up to the cap again."
    )

    def findings(self, window: str) -> Iterator[Finding]:
        """Yield what is wrong with it on a component that measures by a window."""
        if self.amount < 0:
            yield Finding(("cap", "amount"), f'"{self.amount}"', "allowed: 0 or more")
        if self.per == "window" and window == "event":
            yield Finding(("cap", "per"), '"window"', "window: event has none: per: event")
        if self.per == "event" and self.excess == "carried":
            yield Finding(("cap", "excess"), '"carried"', "an event is paid once: lost")
