"""A metric in Cube is what its formula says of the sums, at any grain, to the ninth digit."""

from decimal import Decimal
from fractions import Fraction

import pytest

from semantic.errors import QueryError
from semantic.metrics import cube_file, cube_text, read
from semantic.snapshot import Snapshots
from tests.revops_metrics.reckoned import reckoned

PACKAGES = {"revops_metrics": "revops", "recurring_revenue": "recurring_revenue"}
GRAINS = [
    *(("revops_metrics", grain) for grain in ((), ("team_id",), ("segment", "team_id"))),
    *(("recurring_revenue", grain) for grain in ((), ("customer_id",), ("segment", "person_id"))),
]


@pytest.mark.parametrize("definitions", read().values(), ids=read())
def test_the_cube_is_current(definitions):
    wanted = cube_text(definitions)
    assert cube_file(definitions).read_text() == wanted, "run `python -m semantic.metrics`"


@pytest.mark.parametrize(("package", "grain"), GRAINS)
def test_a_metric_is_computed_from_its_parts_at_any_grain(world, package, grain):
    definitions, view = read()[package], PACKAGES[package]
    names = sorted(part.name for part in definitions.parts)
    formulas = {
        metric.measure(variant): variant.formula
        for metric in definitions.metrics
        for variant in metric.variants
        if variant.formula not in names
    }
    keys = ("period", *grain)
    listed, sums = ", ".join(keys), ", ".join(f"sum({name})" for name in names)
    with Snapshots(world.state).open() as snapshot:
        parts = {
            row[: len(keys)]: dict(zip(names, map(Fraction, row[len(keys) :]), strict=True))
            for row in snapshot.execute(
                f"select {listed}, {sums} from {package}.{definitions.model} group by all"
            ).fetchall()
        }
    question = {
        "measures": [f"{view}.{name}" for name in formulas],
        "dimensions": [f"{view}.{key}" for key in keys],
    }
    rows = world.client("gerd").load(question).rows
    assert {tuple(row[f"{view}.{key}"] for key in keys) for row in rows} == parts.keys()
    for row in rows:
        of = parts[tuple(row[f"{view}.{key}"] for key in keys)]
        for name, formula in formulas.items():
            wanted, found = reckoned(formula, of), row[f"{view}.{name}"]
            assert (found is None) == (wanted is None), name
            if wanted is not None:
                assert abs(Fraction(found) - wanted) <= (1 + abs(wanted)) / 10**9, name


def test_what_stands_cannot_be_added_over_months(world):
    client = world.client("gerd")
    with pytest.raises(QueryError, match="group or filter by period"):
        client.load({"measures": ["revops.pipeline_age"]})
    month = {"member": "revops.period", "operator": "equals", "values": ["2026-02"]}
    (row,) = client.load({"measures": ["revops.pipeline_age"], "filters": [month]}).rows
    assert isinstance(row["revops.pipeline_age"], Decimal)
    assert client.load({"measures": ["revops.win_rate"]}).rows[0]["revops.win_rate"] > 0


@pytest.mark.parametrize("view", PACKAGES.values())
def test_a_rep_sees_metrics_of_the_rep(world, view):
    for who, seen in (("r11", {"r11"}), ("m2", {"r21", "r22", "r23", "r24"})):
        rows = world.client(who).load({"dimensions": [f"{view}.person_id"]}).rows
        assert {row[f"{view}.person_id"] for row in rows} == seen


def test_attribution_is_told_by_model_and_never_added_over_models(world):
    client = world.client("gerd")
    measures = ["attribution.amount"]
    by_model = {"measures": measures, "dimensions": ["attribution.model"]}
    rows = client.load(by_model).rows
    assert {row["attribution.model"]: row["attribution.amount"] for row in rows} == {
        "first": 300,
        "linear": 300,
    }
    linear = {"member": "attribution.model", "operator": "equals", "values": ["linear"]}
    question = {
        "measures": measures,
        "dimensions": ["attribution.channel"],
        "filters": [linear],
    }
    rows = client.load(question).rows
    assert {row["attribution.channel"]: row["attribution.amount"] for row in rows} == {
        "outbound": 150,
        "webinar": 150,
    }
    with pytest.raises(QueryError, match="group or filter by version, method, model"):
        client.load({"measures": measures})
