"""The diff as a page that people read: one file, which needs nothing else."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from packages.upgrade.cause import Cause
from packages.upgrade.policy import Diff
from packages.upgrade.record import Upgrade
from perfos.page import rendered

FILE = "diff.html"
TEMPLATE = Path(__file__).parent / "page.html.j2"
SHOWN = 500
"""How many lines the page shows; the other files hold all of them."""


def money(value: Decimal) -> str:
    """Return an amount with at least two digits after the point, and no zeros beyond."""
    whole, _, rest = f"{value:,f}".partition(".")
    return f"{whole}.{rest.rstrip('0'):0<2}"


def write_page(
    upgrade: Upgrade,
    diff: Diff,
    totals: dict[str, list[dict[str, Any]]],
    causes: Sequence[Cause],
    lines: list[dict[str, Any]],
) -> Path:
    """Write the page into the folder of the upgrade, and return its path."""
    text = rendered(
        TEMPLATE,
        {"money": money},
        upgrade=upgrade,
        diff=diff,
        totals=totals,
        causes=causes,
        lines=lines,
        shown=SHOWN,
    )
    path = upgrade.folder / FILE
    path.write_text(text, encoding="utf-8")
    return path
