"""How far a table has been read: kept in dlt's state as a type and an exact text."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

KEPT = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "int": int,
    "str": str,
    "Decimal": Decimal,
}


def stored(watermark: Any) -> list[str]:  # noqa: ANN401
    """Return a watermark as dlt's state keeps it: the type and an exact text."""
    is_moment = isinstance(watermark, date)
    return [type(watermark).__name__, watermark.isoformat() if is_moment else str(watermark)]


def restored(state: Sequence[str] | None) -> Any:  # noqa: ANN401
    """Return the watermark that was stored; None if there was none."""
    if state is None:
        return None
    kind, text = state
    read: Any = KEPT[kind]
    return read(text)
