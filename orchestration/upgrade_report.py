"""What the page of an upgrade's step shows of what the step found."""

from typing import Any

import dagster as dg


def show(context: dg.OpExecutionContext, facts: dict[str, Any]) -> None:
    """Add facts to a step's output: tables as tables, paths as paths."""
    shown: dict[str, Any] = {}
    for name, value in facts.items():
        if name == "page":
            shown[name] = dg.MetadataValue.path(str(value))
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            shown[name] = dg.MetadataValue.md(_table(value))
        else:
            shown[name] = value if isinstance(value, int | float | str) else str(value)
    context.add_output_metadata(shown)


def _table(rows: list[dict[str, Any]]) -> str:
    """Return rows as a Markdown table."""
    lines = [f"| {' | '.join(rows[0])} |", "|" + "---|" * len(rows[0])]
    lines += [f"| {' | '.join(str(value) for value in row.values())} |" for row in rows]
    return "\n".join(lines)
