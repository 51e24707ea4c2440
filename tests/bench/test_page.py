"""The page of the benchmarks is what its figures say."""

from pathlib import Path

import pytest

from bench import chart, page, targets
from bench.kept import keep, kept
from bench.tables import TITLES
from tests.tidy.tree import ROOT


def row(contestant: str, deals: int, seconds: float) -> dict:
    return {"contestant": contestant, "deals": deals, "seconds": seconds, "peak_mib": 2_048}


@pytest.fixture
def calculation() -> list[dict]:
    """Return the figures of a package that slows down, and of a script that does not."""
    return targets.per_deal(
        [
            row("package", 100_000, 1),
            row("package", 1_000_000, 13),
            row("script", 1_000_000, 10),
            row("pandas", 1_000_000, 26),
            row("loop_explained", 100_000, 130),
        ]
    )


def test_the_page_is_written_from_the_figures() -> None:
    assert (ROOT / "docs" / "benchmarks.md").read_text() == page.content()


def test_a_row_replaces_that_of_its_size_and_contestant(tmp_path: Path) -> None:
    for seconds in (2.0, 1.0):
        keep("calculation", row("script", 1_000_000, seconds), tmp_path)
    keep("calculation", row("script", 10_000, 0.1), tmp_path)
    rows = kept("calculation", tmp_path)
    assert [(one["deals"], one["seconds"]) for one in rows] == [(10_000, 0.1), (1_000_000, 1.0)]
    assert rows[0]["measured"]["versions"]["duckdb"] == "1.5.5"


def test_a_promise_is_kept_or_not(calculation: list[dict]) -> None:
    whole = [
        row("perfos_first", 1_000, 30),
        row("script", 1_000, 11),
        row("perfos_changed", 1_000, 4),
    ]
    found = {one.what: (one.value, one.verdict) for one in targets.targets(calculation, whole)}
    assert found["calculation, times the script"] == (1.3, "yes")
    assert found["pandas, times the calculation"] == (2, "**no**")
    assert found["row loop, times per deal"] == (pytest.approx(100), "yes")
    assert found["growth of the time per deal from 100,000 on"] == (pytest.approx(1.3), "**no**")
    assert found["run after 1 % changed, share of the first"] == (pytest.approx(4 / 30), "yes")
    assert found["run after nothing changed, share of the first"] == (None, "not measured")
    assert found["peak memory of the whole run, GiB"] == (2, "yes")


def test_what_dagster_can_add_is_that_of_a_million_deals() -> None:
    whole = [
        row(contestant, deals, seconds)
        for deals, first, unchanged in ((1_000_000, 200, 20), (10_000_000, 2000, 100))
        for contestant, seconds in (("perfos_first", first), ("perfos_unchanged", unchanged))
    ]
    found = {one.what: one.value for one in targets.targets([], whole)}
    assert found["what Dagster can add to a first run, share of it"] == pytest.approx(0.1)
    assert found["run after nothing changed, share of the first"] == pytest.approx(0.05)


def test_the_chart_has_a_line_for_everybody(calculation: list[dict]) -> None:
    svg = chart.draw(calculation, TITLES)
    assert svg.count("<polyline") == 3
    assert "SQL script by hand" in svg
