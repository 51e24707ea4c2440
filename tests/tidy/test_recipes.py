"""A recipe that is read must be one that works: its files are written as they stand, and run."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.tidy.tree import ROOT

PAGE = ROOT / "docs" / "recipes" / "own-files.md"
FILE = re.compile(r"^```\w+ title=\"(.+?)\"\n(.*?)^```", re.DOTALL | re.MULTILINE)


BLOCK = re.compile(r"^```yaml\n(sources:\n.*?)^```", re.DOTALL | re.MULTILINE)
BLOCKS = [
    pytest.param(text, id=f"{page.stem}-{number}")
    for page in sorted((ROOT / "docs" / "recipes").glob("*.md"))
    for number, text in enumerate(BLOCK.findall(page.read_text()), start=1)
]


@pytest.mark.parametrize("text", BLOCKS)
def test_sources_in_a_recipe_are_valid(text: str, tmp_path: Path) -> None:
    from perfos.company import load_company
    from perfos.company.init import init_company

    init_company(tmp_path / "acme")
    (tmp_path / "acme" / "sources.yml").write_text(text)
    assert load_company(tmp_path / "acme", tmp_path).sources


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """Return a company folder made as the page says."""
    from perfos.company.init import init_company

    init_company(tmp_path / "acme")
    for name, content in FILE.findall(PAGE.read_text()):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path / "acme"


def test_the_recipe_makes_a_valid_company(acme: Path) -> None:
    from perfos.company import load_company

    company = load_company(acme, acme.parent / "exports")
    assert [plan.plan for plan in company.plans] == ["account_executive"]


@pytest.mark.slow
def test_the_recipe_pays_what_it_says(acme: Path) -> None:
    from orchestration.run import run_company
    from perfos.paths import state_of
    from semantic.snapshot import Snapshots

    summary = run_company(acme, acme.parent / "exports")
    with Snapshots(state_of(summary.company)).open() as snapshot:
        paid = snapshot.execute(
            "select payee_id, event_id, amount from ledger.statement_line order by all"
        ).fetchall()
    said = re.findall(r"^\| (E-\d+) \| (D-\d+) \| .*? \| ([\d.]+) EUR \|$", PAGE.read_text(), re.M)
    assert paid == [(payee, event, Decimal(amount)) for payee, event, amount in said]
    assert summary.quarantined == 0
