"""The rows of rate tables: tiers, the points of a payout curve, the axes of a matrix."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, TypeAdapter, WithJsonSchema

from perfos.company.plan.credit import NumberFormula
from perfos.company.problems import Finding, Location
from perfos.company.values import Boolean, Name, Rate, Strict, Text, refused

Bounds = Literal["lower", "upper", "closed"]

_NUMBER: TypeAdapter[Decimal] = TypeAdapter(Rate)
_FORMULA: TypeAdapter[str] = TypeAdapter(NumberFormula)


def _rate_or_formula(value: Any) -> Any:  # noqa: ANN401
    text = value if isinstance(value, str) else f"{value}"
    is_number = not isinstance(value, str) or re.fullmatch(r"[+-]?[\d.,_' ]*%?|\.?nan", text)
    adapter: TypeAdapter[Any] = _NUMBER if is_number else _FORMULA
    return adapter.validate_python(value)


# A number, or a formula over the event that gives one.
RateOrFormula = Annotated[
    Decimal | Text,
    BeforeValidator(_rate_or_formula),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "minLength": 1}]}),
]


class Tier(Strict):
    """What holds from a bound to the next tier's: a rate, or what has been paid in all."""

    from_: Rate = Field(alias="from")
    to: Rate | None = Field(
        default=None, description="With bounds: closed, the last value; nothing is paid in a gap."
    )
    rate: Rate | None = None
    pays: Rate | None = Field(
        default=None, description="kind: steps. An amount; with a target, a share of it."
    )
    retro: Boolean | None = Field(
        default=None, description="Whether this rate, once reached, holds from the first euro."
    )


class Point(Strict):
    """A point of a payout curve."""

    at: Rate
    pays: Rate | None = Field(default=None, description="An amount; with a target, a share of it.")
    rate: Rate | None = Field(
        default=None, description="Instead of pays: the rate there, of all that is credited."
    )


class ByComponent(Strict):
    """What is reached on another component: a share of its quota, or what is credited."""

    component: Name


def _by(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, ByComponent):
        return value
    if isinstance(value, dict):
        if set(value) != {"component"}:
            raise refused("allowed: a formula over the event, or component: with its id")
        return ByComponent.model_validate(value)
    return _FORMULA.validate_python(value)


class Axis(Strict):
    """The rows or the columns of a matrix."""

    by: Annotated[
        Text | ByComponent,
        BeforeValidator(_by),
        WithJsonSchema(
            {
                "anyOf": [
                    {"type": "string", "minLength": 1},
                    {
                        "type": "object",
                        "required": ["component"],
                        "additionalProperties": False,
                        "properties": {"component": {"type": "string"}},
                    },
                ]
            }
        ),
    ] = Field(description="A formula over the event, or another component's attainment.")
    from_: tuple[Rate, ...] = Field(
        alias="from", min_length=1, description="Where each begins; below the first, it goes on."
    )


def rising(bounds: Sequence[Decimal], at: Location, key: str | None = "from") -> Iterator[Finding]:
    """Yield where bounds do not rise."""
    for number, (lower, upper) in enumerate(pairwise(bounds), start=1):
        if upper <= lower:
            where = (*at, number, key) if key else (*at, number)
            yield Finding(where, f'"{upper}"', f"more than the tier before, {lower}")
