"""The kinds of value in a company folder, each with the words that say what is allowed."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from perfos.company.currencies import CURRENCIES


class Strict(BaseModel):
    """A model that refuses keys it does not know and never changes after it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def refused(allowed: str) -> PydanticCustomError:
    """Return the error of a value that is not what is allowed."""
    return PydanticCustomError("refused", "{allowed}", {"allowed": allowed})


def _decimal(digits: int, scale: int, what: str) -> Callable[[Any], Any]:
    """Return a reader of exact decimals with at most `digits` digits, `scale` after the point."""

    def read(value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, Decimal | int) and not isinstance(value, bool):
            value = f"{value:f}"
        text = value if isinstance(value, str) else ""
        if not re.fullmatch(r"[+-]?\d+(\.\d+)?", text, re.ASCII):
            raise refused(f"allowed: {what}{_decimal_hint(text)}")
        whole, _, fraction = text.lstrip("+-").partition(".")
        if len(whole.lstrip("0")) > digits - scale or len(fraction.rstrip("0")) > scale:
            raise refused(
                f"allowed: at most {digits - scale} digits before and {scale} after the point"
            )
        return Decimal(text)

    return read


def _decimal_hint(text: str) -> str:
    """Say how to write a number that was nearly right."""
    if re.fullmatch(r"[+-]?\d+([.,]\d+)?\s*%", text):
        share = Decimal(text.rstrip("% ").replace(",", ".")) / 100
        return f"; write {share.normalize():f} for {text}"
    if re.search(r"[\d][,_' ]\d", text):
        return "; no thousands separator, no comma"
    return ""


def _date(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise refused("allowed: a date of the calendar as YYYY-MM-DD, such as 2026-01-31")


def _boolean(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise refused("allowed: true or false")


def _integer(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?(0|[1-9]\d{0,9})", value, re.ASCII):
        return int(value)
    raise refused("allowed: a whole number without leading zeros")


def _currency(value: str) -> str:
    if value not in CURRENCIES:
        hint = f'did you mean "{value.upper()}"? ' if value.upper() in CURRENCIES else ""
        raise refused(f"{hint}allowed: an ISO 4217 code such as EUR")
    return value


def matching(pattern: str, allowed: str) -> tuple[AfterValidator, WithJsonSchema]:
    """Return the metadata of a text that matches a pattern, with words instead of the pattern."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise refused(f"allowed: {allowed}")
        return value

    return AfterValidator(check), WithJsonSchema({"type": "string", "pattern": f"^{pattern}$"})


_NUMBER = WithJsonSchema({"type": "number"})
Amount = Annotated[Decimal, BeforeValidator(_decimal(28, 6, "a number such as 1000.50")), _NUMBER]
Rate = Annotated[Decimal, BeforeValidator(_decimal(28, 10, "a number such as 0.04")), _NUMBER]
Day = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
Boolean = Annotated[bool, BeforeValidator(_boolean)]
Integer = Annotated[int, BeforeValidator(_integer)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=20000)]
Name = Annotated[
    str, *matching("[a-z][a-z0-9_]*", "lower-case letters, digits and _, a letter first")
]
Period = Annotated[str, *matching(r"\d{4}-(0[1-9]|1[0-2])", "a month as YYYY-MM")]
Currency = Annotated[
    str, AfterValidator(_currency), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"})
]
