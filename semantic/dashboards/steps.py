"""The steps of a derivation, in the reader's language."""

import re
from typing import Any

from semantic.dashboards.words import _, money, number, rate

SLICE = re.compile(r"(own|top up), tier (\d+)(?: \((.+) to (.+)\))?")
KINDS = {
    "own": "tier {tier}, from {start} to {end}",
    "top up": "earlier sales rise to tier {tier}, from {start} to {end}",
}


def step_rows(line: dict[str, Any]) -> list[list[str]]:
    """Return the rows of a line's derivation: step, base, rate and amount."""
    return [
        [
            words(step["what"]),
            "" if step["base"] is None else number(step["base"], 2),
            ""
            if step["rate"] is None
            else _rate(step["rate"], line, "the rate of" in step["what"]),
            "" if step["amount"] is None else _amount(step, line),
        ]
        for step in line["steps"]
    ]


def words(what: str) -> str:
    """Return a step's words."""
    if found := SLICE.fullmatch(what):
        kind, tier, start, end = found.groups()
        if end is None:
            return _("tier {tier}", tier=tier)
        return _(KINDS[kind], tier=tier, start=start, end=end)
    text, bracket, unit = what.partition(" (")
    return f"{_(text)} ({unit}" if bracket else _(text)


def _rate(value: Any, line: dict[str, Any], is_exchange: bool) -> str:  # noqa: ANN401
    """Return a rate, a share as a percentage."""
    is_amount = line["rate_unit"] in ("per_unit", "per_deal") or value > 1 or is_exchange
    return number(value, 4) if is_amount else rate(value)


def _amount(step: dict[str, Any], line: dict[str, Any]) -> str:
    """Return an amount: of the event in its own currency, otherwise in the plan's."""
    found = re.search(r"\(([A-Z]{3})\)", step["what"])
    if step["what"] == "rounding":
        return number(step["amount"], 4)
    return money(step["amount"], found[1] if found else line["currency"])
