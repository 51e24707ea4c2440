"""Pictures of each page of the demo company, for the documentation: `make screenshots`.

`python -m tests.dashboards.screenshots kpis close` takes only those two.
"""

import os
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from perfos.company import load_company
from semantic.dashboards.demo import make_accounts
from tests.browser import MISSING, find
from tests.dagster_home import dagster_home
from tests.dashboards.visit import device, enter, launch
from tests.dashboards.world import World, serving

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "assets" / "dashboards"
STEPS = (
    ("audit", "key", "--create"),
    ("submit", "2025-01", "--by=anna.keller"),
    ("approve", "2025-01", "--by=ben.weber"),
    ("close", "2025-01", "--by=clara.fischer"),
    ("submit", "2025-02", "--by=anna.keller"),
    ("approve", "2025-02", "--by=ben.weber"),
    ("submit", "2025-03", "--by=anna.keller"),
)
LARGEST = """
    select entry_id
    from ledger.ledger_entries
    where account = 'commission_expense' and posting_period = '2026-03' and explain is not null
    order by amount desc, entry_id
    limit 1
"""


def main() -> None:
    """Calculate the demo company, move some months, and take the pictures."""
    if not find():
        raise SystemExit(MISSING)
    with TemporaryDirectory() as folder:
        demo = World(ROOT / "companies" / "demo", Path(folder), name="demo")
        dagster_home(demo.root / "dagster")
        demo.perfos("run", "--reason=month end", "--by=anna.keller")
        for step in STEPS:
            demo.perfos(*step)
        os.environ["PERFOS_HOME"] = demo.environment["PERFOS_HOME"]
        accounts = make_accounts(load_company(demo.folder))
        demo.passwords = {name: password for name, _, password in accounts}
        seller, manager = accounts[0][0], accounts[1][0]
        ((line,),) = demo.ask(
            "select entry_id from ledger.statement_line "
            f"where payee_id = '{seller}' and posting_period = '2026-03' "
            "order by amount desc limit 1"
        )
        dispute = ("dispute", "open", "2026-03", line, "--reason=Half of this deal is mine")
        demo.perfos(*dispute, f"--by={seller}")
        with serving(demo), sync_playwright() as playwright:
            browser = launch(playwright)
            assert browser
            take(demo, browser, seller, manager)


def take(demo: World, browser: Browser, seller: str, manager: str) -> None:
    """Take the pictures."""
    TARGET.mkdir(parents=True, exist_ok=True)
    ((entry,),) = demo.ask(LARGEST)
    year = date.today().year
    ledger = f"/finance/ledger?account=commission_expense&period=2026-03&entry={entry}"
    me = "/me?month=2026-03"
    pictures = (
        ("sign-in", "", "/sign-in", {}),
        ("rep", seller, me, {"is_phone": True}),
        ("rep-dark-french", seller, me, {"is_phone": True, "scheme": "dark", "locale": "fr-FR"}),
        ("rep-desktop", seller, me, {}),
        ("team", manager, "/team?month=2026-03", {}),
        ("operations", "anna.keller", "/operations", {}),
        ("revops", "frida.lang", "/revops?month=2026-10", {}),
        ("revops-metric", "frida.lang", "/revops/metric?name=slip_rate&month=2026-10", {}),
        ("recurring", "frida.lang", "/revops/recurring?month=2026-10", {}),
        ("forecast", "frida.lang", "/revops/forecast?month=2026-10", {}),
        ("kpis", "frida.lang", "/kpis", {}),
        ("close", "clara.fischer", "/close?month=2025-01", {}),
        ("finance", "clara.fischer", f"/finance?year={year}", {}),
        ("ledger", "clara.fischer", ledger, {}),
    )
    wanted = sys.argv[1:]
    for name, who, path, look in pictures:
        if wanted and name not in wanted:
            continue
        _take(demo, browser, name, who, path, **look)


def _take(
    demo: World,
    browser: Browser,
    name: str,
    who: str,
    path: str,
    **look: Any,
) -> None:
    """Take one picture."""
    context = device(browser, demo.url, **look)
    page = context.new_page()
    if not who:
        page.goto(path)
    else:
        enter(page, who, demo.passwords[who], path)
        page.wait_for_timeout(1500)
    page.screenshot(
        path=TARGET / f"{name}.png", clip=_clip(page.viewport_size, bool(who)), full_page=True
    )
    context.close()


def _clip(size: dict[str, int], is_long: bool) -> dict[str, int]:
    """Return how much of a page a picture shows: a long one is cut."""
    height = size["height"] * (2 if size["width"] < 500 else 1) if is_long else size["height"]
    return {"x": 0, "y": 0, "width": size["width"], "height": height + (500 if is_long else -200)}


if __name__ == "__main__":
    main()
