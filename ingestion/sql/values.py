"""Values of a database driver: to Arrow, and exact."""

import json
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.errors import LoadError
from ingestion.watermark import KEPT


def to_arrow(values: Sequence[Any]) -> pa.Array:
    """Return one column of a chunk; what Arrow has no type for becomes text.

    A float stays a float: the driver has read the shortest text that stands for it, and so will the
    door.
    """
    try:
        array = pa.array(values)
    except (pa.ArrowException, OverflowError):
        return pa.array([None if value is None else _text(value) for value in values])
    if pa.types.is_nested(array.type):
        return pa.array([None if value is None else _text(value) for value in values])
    return array


def _text(value: Any) -> str:  # noqa: ANN401 (whatever a driver returns)
    """Return an unusual value as text; lists and mappings as JSON."""
    if isinstance(value, list | dict):
        return json.dumps(value, default=str, ensure_ascii=False)
    return str(value)


def highest(column: pa.Array, before: Any, where: str) -> Any:  # noqa: ANN401
    """Return the later of the watermark and the column's greatest value.

    Raises:
        LoadError: The cursor is of a type that cannot be kept.
    """
    found = pc.max(column).as_py() if column.null_count < len(column) else None
    if found is None:
        return before
    if type(found).__name__ not in KEPT:
        raise LoadError(
            f"{where}: a cursor of type {type(found).__name__} cannot be compared exactly; take "
            "a timestamp, a date, an integer or a text"
        )
    return found if before is None else max(before, found)
