"""The pages of metrics show what the parts in the snapshot give, with what each metric means."""

from types import SimpleNamespace

import pytest
from werkzeug.exceptions import NotFound

from semantic.dashboards.figures import behind, finance, metrics
from semantic.dashboards.figures.behind import BEHIND
from semantic.dashboards.pages import recurring, revops, revops_metric
from semantic.dashboards.words import money, percent
from semantic.snapshot import Snapshots
from tests.semantic_layer.asking import pages_ask

PERIOD = "2026-02"
REVOPS = metrics.packages()["revops_metrics"]


def texts(component):
    """Yield every text of a component, by the id of what holds it."""
    children = getattr(component, "children", None)
    for child in children if isinstance(children, list | tuple) else [children]:
        if isinstance(child, str | int):
            yield getattr(component, "id", None), str(child)
        elif child is not None:
            yield from texts(child)


@pytest.fixture
def asked(world, monkeypatch):
    """Have the pages ask as an auditor; return the parts of the month, added up."""
    pages_ask(world, monkeypatch, "gerd", metrics, finance, behind)
    monkeypatch.setattr(metrics, "has_view", lambda _: True)
    names = ", ".join(f"sum({part.name}) as {part.name}" for part in REVOPS.definitions.parts)
    with Snapshots(world.state).open() as snapshot:
        found = snapshot.execute(
            f"select {names} from revops_metrics.metric_part where period = '{PERIOD}'"
        )
        columns = [column[0] for column in found.description]
        return SimpleNamespace(**dict(zip(columns, found.fetchone(), strict=True)))


def test_a_card_is_the_formula_of_the_sums(asked):
    found = dict(texts(revops.page({"month": PERIOD})))
    won, lost = asked.won_deals, asked.lost_deals
    assert found["win_rate"] == percent(won / (won + lost), 1)
    assert found["slip_rate"] == percent(asked.slipped_deals / asked.due_deals, 1)


def test_a_metric_tells_version_formula_variants_and_parts(asked):
    page = revops_metric.page({"name": "slip_rate", "month": PERIOD})
    told = [text for _, text in texts(page)]
    assert {"Slip rate", "slipped_deals / due_deals", "slipped_amount / due_amount"} <= {*told}
    assert "due and neither won nor lost in the month / due" in told
    assert f"{int(asked.due_deals):,}" in told
    assert percent(asked.due_not_won_deals / asked.due_deals, 1) in told
    assert {"less is better", "Deals due", "By segment"} <= {*told}


def test_the_page_of_recurring_revenue_tells_the_bridge(asked, world):
    told = [text for _, text in texts(recurring.page({"month": PERIOD}))]
    assert {"Opening MRR", "Exchange rates", "Closing MRR", "By product"} <= {*told}
    with Snapshots(world.state).open() as snapshot:
        ((closing,),) = snapshot.execute(
            f"select sum(closing_mrr) from recurring_revenue.mrr_part where period = '{PERIOD}'"
        ).fetchall()
    assert money(closing, "EUR", is_whole=True) in told


NAMES = [one.id for of in metrics.packages().values() for one in of.definitions.metrics]


@pytest.mark.parametrize("name", NAMES)
def test_every_metric_has_a_page(asked, name):
    metric = metrics.measured(name).metric(name)
    told = [text for _, text in texts(revops_metric.page({"name": name, "month": PERIOD}))]
    assert {variant.formula for variant in metric.variants} <= {*told}


def test_the_deals_behind_a_metric_are_those_that_add_to_its_parts(asked):
    told = [text for _, text in texts(revops_metric.page({"name": "slip_rate", "month": PERIOD}))]
    at = told.index("What is behind it")
    assert told[at + 1 : at + 6] == ["", "Deal id", "Deal", "Person", "Stage"]
    rows = BEHIND["revops_metrics"].rows(["slipped_deals", "due_deals"], PERIOD)
    assert [(row["slipped_deals"], row["due_deals"]) for row in rows] == [(1, 1)] * 2 + [(0, 1)] * 2
    assert BEHIND["revops_metrics"].rows(["won_deals"], PERIOD) == []


def test_an_unknown_metric_is_not_found(asked):
    with pytest.raises(NotFound):
        revops_metric.page({"name": "happiness"})


def test_a_company_without_metrics_is_told_how_to_get_them(monkeypatch):
    monkeypatch.setattr(metrics, "has_view", lambda _: False)
    assert revops.NONE in [text for _, text in texts(revops.page({}))]
    assert recurring.NONE in [text for _, text in texts(recurring.page({}))]
