"""Whole random companies: the models and plain Python post the same, and nothing is lost."""

from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

from perfos.paths import State
from perfos.plan.folder import write_folder
from perfos.plan.pipeline import calculate
from tests.rules.conservation import LAWS
from tests.rules.random_cases import content, disagreements, posted, recomputed

QUICK = [(1, 30)]
PROOF = [(seed, 50) for seed in range(101, 111)]
BATCHES = [
    *(pytest.param(*batch, id=f"{batch[0]}", marks=pytest.mark.slow) for batch in QUICK),
    *(pytest.param(*batch, id=f"{batch[0]}", marks=pytest.mark.proof) for batch in PROOF),
]


@cache
def calculated(folder: Path, seed: int, count: int) -> tuple[dict[str, Any], Path]:
    """Return the random companies of a seed, and the warehouse that the pipeline built of them."""
    file = content(seed, count)
    write_folder(folder / str(seed) / "company", file)
    state = State(folder / str(seed) / "state")
    return file, calculate(folder / str(seed) / "company", state)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where all batches go; each is calculated once."""
    return tmp_path_factory.mktemp("random_plans")


@pytest.mark.parametrize(("seed", "count"), BATCHES)
def test_sql_and_plain_python_post_the_same(folder: Path, seed: int, count: int):
    file, warehouse = calculated(folder, seed, count)
    mine = recomputed(file)
    wrong = list(disagreements(posted(warehouse), mine))
    assert not wrong, f"{len(wrong)} figures, the first of them:\n" + "\n".join(
        str(one) for one in wrong[:10]
    )
    assert sum(map(len, mine.values())) > 20 * count, "too few figures to prove anything"


@pytest.mark.parametrize(("seed", "count"), BATCHES)
@pytest.mark.parametrize("law", LAWS)
def test_nothing_is_lost_or_made(folder: Path, law: str, seed: int, count: int):
    _, warehouse = calculated(folder, seed, count)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        found = connection.execute(LAWS[law])
        names = [column[0] for column in found.description or []]
        broken = [dict(zip(names, row, strict=True)) for row in found.fetchmany(5)]
        assert not broken, f"{law}: {broken}"
        proven = LAWS.proven(connection, law)
    if not proven:
        assert (seed, count) not in QUICK, f"{law}: no row that it is about"
        pytest.skip("no row that it is about; in the other batches there are")


def test_random_plans_use_the_whole_format():
    """A feature that no random plan uses is not proven by them."""
    text = str([example["plans"] for example in content(1, 200)["examples"]])
    missing = [word for word in WORDS.split() if f"'{word}'" not in text]
    assert not missing


WORDS = """
owner split manager above territory each whole everybody counts splits levels share measure
when fees aggregate cumulative first
event month quarter half year quota target spread even days weights prorate calendar working
first_day not_counted ramp leave relief shares flat marginal retroactive formula steps
interpolated matrix amount attainment quantity count tenure per_unit retro upper closed beyond
linear multiplier multipliers gate minimum cap period window carried carved_from payment usage
months hold clawback full sliding counterfactual within anchor begun_month paid reduced
capitalise expedient same_month next_month mid_month until per_deal day
pools funding over weight credited any_day
qualify contests score prizes ties all earliest draws guarantee additive recoverable none
forgivable recover floor first_months forgiven_on achievement
"""
