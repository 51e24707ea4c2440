"""Eight quarters of a generated company, each forecast from what was known before."""

from pathlib import Path

import pytest

from bench.forecast import as_table, calculate, errors

QUARTERS, DEALS = 8, 6_000
POINTS = 2
"""So many percentage points the blend may be worse than the method that turned out best."""
HORIZONS = range(1, 7)


def worse(place: Path, seed: int) -> dict[int, float]:
    """Return, by months to the end of the quarter, how much worse the blend was than the best."""
    found = errors(calculate(place, DEALS, seed), QUARTERS)
    print(as_table(found))
    assert {quarters for _, _, quarters, *_ in found} == {QUARTERS}
    errors_of = {at: {one[1]: one[3] for one in found if one[0] == at} for at in HORIZONS}
    assert {len(methods) for methods in errors_of.values()} == {6}
    return {at: of.pop("blend") - min(of.values()) for at, of in errors_of.items()}


@pytest.mark.slow
def test_the_blend_is_as_good_as_the_best_method(tmp_path: Path):
    assert max(worse(tmp_path, seed=7).values()) <= POINTS


@pytest.mark.proof
@pytest.mark.parametrize("seed", [1, 2, 5])
def test_the_blend_is_as_good_as_the_best_method_of_other_companies(tmp_path: Path, seed: int):
    assert sum(worse(tmp_path, seed).values()) / len(HORIZONS) <= POINTS
