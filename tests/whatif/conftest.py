"""A small company that has run, and questions to it by `perfos whatif`."""

import json

import pytest
from typer.testing import CliRunner

from perfos.cli import app
from tests.dagster_home import dagster_home
from tests.journeys.small import FILES, run, write_company

DEALS = [
    "D1,2026-01-10,60000,EUR,ann,won",
    "D2,2026-02-10,30000,EUR,ann,won",
    "D3,2026-01-20,1000,EUR,bob,won",
    "O1,2030-01-10,60000,EUR,ann,offer",
    "O2,2030-02-10,60000,EUR,ann,offer",
    "O3,2026-01-30,2000,EUR,bob,offer",
]
OPPORTUNITY = """\
  - entity: opportunity
    from: crm.deals
    fields:
      opportunity_id: deal_id
      name: "'Deal ' || deal_id"
      owner_id: owner
      stage: stage
      amount: amount
      currency: currency
      created_on: closed_on
      closed_on: closed_on
      is_closed: "stage = 'won'"
      is_won: "stage = 'won'"
"""


@pytest.fixture(scope="session")
def company(tmp_path_factory):
    """Return folder and home of a small company that has run: ann is 10,000 below a tier."""
    root = tmp_path_factory.mktemp("whatif")
    dagster_home(root / "dagster")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PERFOS_HOME", str(root / "home"))
        patch.setenv("PERFOS_KEYS", str(root / "keys"))
        patch.setenv("DAGSTER_HOME", str(root / "dagster"))
        sources = {"sources.yml": FILES["sources.yml"] + OPPORTUNITY}
        run(write_company(root / "small", DEALS, **sources))
    return root / "small", root / "home"


@pytest.fixture
def ask(company, monkeypatch):
    """Return a function that asks `perfos whatif` and gives its JSON, or its output."""
    folder, home = company
    monkeypatch.setenv("PERFOS_HOME", str(home))

    def run_it(*arguments, code=0):
        words = ["--company", str(folder), "whatif", *map(str, arguments)]
        result = CliRunner().invoke(app, words)
        assert result.exit_code == code, result.output
        return json.loads(result.stdout) if "--json" in arguments else result.output

    return run_it
