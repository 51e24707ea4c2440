"""How quotas.csv is read for a plan: spread over windows, prorated by days, ramped, relieved."""

from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Field, WithJsonSchema, model_validator

from perfos.company.problems import Finding, FindingsError, Location
from perfos.company.values import Rate, Strict, refused

# How many windows of one kind a longer one may hold.
_PARTS = (2, 3, 4, 6, 12)
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}

_SPREAD_SCHEMA = {
    "anyOf": [
        {"enum": ["even", "days"]},
        {
            "type": "object",
            "required": ["weights"],
            "additionalProperties": False,
            "properties": {"weights": {"type": "array", "items": {"type": "number"}}},
        },
    ]
}


class Spread(Strict):
    """Even parts, parts by days, or parts by weight, the first window first."""

    by: Literal["even", "days", "weights"] = "weights"
    weights: tuple[Rate, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, dict | Spread):
            return value
        if value not in ("even", "days"):
            raise refused("allowed: even, days, or weights: with one for each window")
        return {"by": value}

    @model_validator(mode="after")
    def _fits(self) -> Self:
        found = _weights(self.weights) if self.by == "weights" else []
        if found:
            raise FindingsError(found)
        return self


class QuotaRule(Strict):
    """What a quota of quotas.csv comes to for a payee and a window."""

    spread: Annotated[Spread | None, WithJsonSchema(_SPREAD_SCHEMA)] = Field(
        default=None,
        description="How a quota for a longer time is spread over the windows of a component.",
    )
    prorate: Literal["none", "calendar", "working"] = Field(
        default="none",
        description="Whether days off the plan reduce it; working days are Monday to Friday.",
    )
    first_day: Literal["counted", "not_counted"] = Field(
        default="counted", description="Whether the day of joining the plan counts."
    )
    ramp: tuple[Rate, ...] = Field(
        default=(), description="Share of the quota in the month of hire, the one after it, ..."
    )
    leave: Literal["none", "relief", "guarantee"] = Field(
        default="none",
        description="Whether days of leave.csv reduce it; a guarantee pays the target for them.",
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        found = []
        if self.first_day == "not_counted" and self.prorate == "none":
            found.append(
                Finding(("first_day",), '"not_counted"', "only with prorate: calendar or working")
            )
        for number, share in enumerate(self.ramp):
            if share < 0:
                found.append(Finding(("ramp", number), f'"{share}"', "allowed: 0 or more"))
        if found:
            raise FindingsError(found)
        return self


def _weights(weights: tuple[Decimal, ...]) -> list[Finding]:
    """Say what is wrong with the weights of a spread."""
    at: Location = ("weights",)
    if len(weights) not in _PARTS:
        allowed = "one weight for each window: 2, 3, 4, 6 or 12 of them"
        return [Finding(at, f"{len(weights)} of them", allowed)]
    found = [
        Finding((*at, number), f'"{weight}"', "allowed: 0 or more")
        for number, weight in enumerate(weights)
        if weight < 0
    ]
    if not found and not sum(weights):
        found.append(Finding(at, "nothing but 0", "at least one weight above 0"))
    return found


def windows_of(rule: QuotaRule | None, quota_window: str, window: str) -> str | None:
    """Return what to do so that a quota serves a component's window; None where it does."""
    if quota_window == window:
        return None
    parts, rest = divmod(MONTHS[quota_window], MONTHS[window])
    if rest or parts < 2:
        return f"a quota by {quota_window} cannot be spread over each {window}"
    if rule is None or rule.spread is None:
        return f"add quotas: with spread: even to read it by {window}"
    weights = rule.spread.weights
    if weights and len(weights) != parts:
        return f"a {quota_window} has {parts} windows: give {parts} weights, not {len(weights)}"
    return None
