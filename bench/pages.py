"""How long each page of the dashboards takes until its figures stand there."""

import json
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.company import write_company
from semantic.dashboards.accounts import Accounts
from tests.browser import MISSING
from tests.dashboards.visit import device, enter, launch
from tests.dashboards.world import World, serving

ROUNDS = 3
NOWHERE = "/nowhere"
"""A page without figures, so that the first visit of the others is their first."""
ACCESS = "people:\n  anna: [preparer]\n  clara: [controller]\n"
PAGES = (
    ("payee", "P1", "/me", True),
    ("manager", "P0", "/team", False),
    ("operations", "anna", "/operations", False),
    ("close", "clara", "/close", False),
    ("finance", "clara", "/finance?year=2026", False),
    ("ledger", "clara", "/finance/ledger", False),
    ("account", "clara", "/finance/ledger?account=commission_expense&period=2026-03", False),
)
"""Page, who looks at it, where it is, and whether on a phone; P0 manages P1."""


def make(root: Path, earnings: int) -> World:
    """Return a calculated company in which somebody holds each office."""
    world = World(write_company(root / "company", earnings), root, name="bench")
    (world.folder / "access.yml").write_text(ACCESS)
    sources = world.folder / "sources.yml"
    day = "valid_from: valid_from"
    sources.write_text(sources.read_text().replace(day, f"{day}, manager_id: manager"))
    (root / "dagster").mkdir()
    world.perfos("run", "--by=anna", "--reason=bench")
    accounts = Accounts.of(world.state)
    world.passwords = {who: accounts.set_password(who) for _, who, _, _ in PAGES}
    return world


def paint(page: Page, path: str) -> dict[str, float]:
    """Return the milliseconds until something of a page is seen, and until its figures are."""
    page.goto("about:blank")
    page.goto(path)
    page.wait_for_selector("#page h1")
    marks = page.evaluate(
        "() => [performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,"
        " performance.now()]"
    )
    return {"seen_ms": marks[0], "figures_ms": marks[1]}


def measure(earnings: int, rounds: int = ROUNDS) -> dict[str, int]:
    """Return the milliseconds of each page of a company with so many earnings."""
    with tempfile.TemporaryDirectory() as name:
        return {"deals": earnings, **visit(make(Path(name), earnings), rounds)}


def visit(world: World, rounds: int = ROUNDS) -> dict[str, int]:
    """Return the milliseconds of a company whose dashboards are not running yet.

    For each page: the first visit until its figures stand there, and of the visits after it the
    median until something is seen, and until the figures are.
    """
    found: dict[str, int] = {}
    with serving(world), sync_playwright() as playwright:
        browser = launch(playwright)
        if browser is None:
            raise SystemExit(MISSING)
        for name, who, path, is_phone in PAGES:
            context = device(browser, world.url, is_phone=is_phone)
            page = context.new_page()
            page.set_default_timeout(120_000)
            enter(page, who, world.passwords[who], NOWHERE)
            first = paint(page, path)
            later = [paint(page, path) for _ in range(rounds)]
            found[f"{name}_first"] = round(first["figures_ms"])
            found[f"{name}_seen"] = round(statistics.median(one["seen_ms"] for one in later))
            found[name] = round(statistics.median(one["figures_ms"] for one in later))
            context.close()
    return found


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
