"""The scorecards that ship as examples can be used as they stand."""

import shutil
from pathlib import Path

import pytest

from packages.active import active
from packages.parameters import with_parameters
from perfos.company import load_company
from perfos.company.init import init_company
from perfos.paths import state_of

FOLDER = Path(__file__).parents[2] / "examples" / "scorecards"
EXAMPLES = sorted(path.parent for path in FOLDER.glob("*/kpis.yml"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_a_scorecard_for_a_company_with_metrics(example: Path, tmp_path: Path):
    folder = init_company(tmp_path / "acme")
    with (folder / "rules.yml").open("a") as rules:
        rules.write("  - {name: revops_metrics, version: bundled}\n")
    for file in example.iterdir():
        shutil.copy(file, folder)
    company = load_company(folder)
    company = with_parameters(company, active(company, state_of(company.name)))
    assert len(company.kpis.kpis) >= 9
    assert all(kpi.owner and (kpi.targets or kpi.thresholds) for kpi in company.kpis.kpis)
