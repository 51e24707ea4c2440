"""A real CRM export: known totals, and a plan that pays, balances and traces."""

from decimal import Decimal
from pathlib import Path

import pytest

from orchestration.location import ROOT
from tests.journeys.asked import Asked, asking
from tests.journeys.maven_pay import pay_of_all
from tests.journeys.small import query, run

pytestmark = pytest.mark.slow

REPS = {
    "Darcel Schlecht": 1_153_214,
    "Vicki Laflamme": 478_396,
    "Kary Hendrixson": 454_298,
    "Cassey Cress": 450_489,
    "Donn Cantrell": 445_860,
}
MANAGERS = {
    "Melvin Marxen": 2_251_930,
    "Summer Sewald": 1_964_750,
    "Rocco Neubert": 1_960_545,
    "Celia Rouche": 1_603_897,
    "Cara Losch": 1_130_049,
    "Dustin Brinkmann": 1_094_363,
}
PRODUCTS = {
    "GTX Pro": (3_510_578, 729),
    "GTX Plus Pro": (2_629_651, 479),
    "MG Advanced": (2_216_387, 654),
    "GTX Plus Basic": (705_275, 653),
    "GTX Basic": (499_263, 915),
    "GTK 500": (400_612, 15),
    "MG Special": (43_768, 793),
}
STAGES = {"Won": 4_238, "Lost": 2_473, "Engaging": 1_589, "Prospecting": 500}
WIN_RATES = (82.1, 48.6, 54.4, 82.8, 49.1, 56.8, 79.2, 49.3, 52.9, 78.5)
QUARTERS = ((531, 1_134_672), (1_254, 3_086_111), (1_257, 2_982_255), (1_196, 2_802_496))
REGIONS = {"West": 3_568_647, "Central": 3_346_293, "East": 3_090_594}


def test_maven_crm_gives_the_known_totals(shared: Path, tmp_path: Path) -> None:
    summary = run(ROOT / "companies" / "maven_crm", data=shared / "data" / "maven_crm")

    def maven(sql: str) -> list[tuple]:
        return query(sql, "maven_crm")

    assert summary.quarantined == 0
    assert maven("select count(*), sum(amount) from core.event") == [(4_238, Decimal(10_005_534))]
    assert maven("select count(*) from core.opportunity") == [(8_800,)]
    by_rep = dict(
        maven(
            "select person.name, sum(event.amount) from core.event as event "
            "join core.person as person on event.owner_id = person.person_id group by all"
        )
    )
    assert len(by_rep) == 30
    assert {name: by_rep[name] for name in REPS} == REPS
    by_manager = dict(
        maven(
            "select manager.name, sum(event.amount) from core.event as event "
            "join core.org_assignment as org on event.owner_id = org.person_id "
            "and event.occurred_on >= org.valid_from and event.occurred_on < org.valid_until "
            "join core.person as manager on org.manager_id = manager.person_id group by all"
        )
    )
    assert by_manager == MANAGERS
    by_product = {
        name: (amount, count)
        for name, amount, count in maven(
            "select product.name, sum(event.amount), count(*) from core.event as event "
            "join core.product as product on event.product_id = product.product_id group by all"
        )
    }
    assert by_product == PRODUCTS
    assert_balanced_and_traced(summary.entries_posted)
    paid = dict(maven("select payee_id, sum(amount) from ledger.statement_line group by payee_id"))
    assert paid == pay_of_all(shared / "data" / "maven_crm")

    measured = maven(
        "select sum(measured) from core.component_event "
        "join core.plan_component as component using (plan_id, component_id) "
        "where component.credit_to = 'owner'"
    )
    assert measured == [(Decimal(10_005_534),)]
    with asking("maven_crm", tmp_path / "server.log") as client:
        assert_the_semantic_layer_tells_them(
            Asked(client, "revops"), Asked(client, "pipeline"), Asked(client, "bookings")
        )


def assert_the_semantic_layer_tells_them(revops: Asked, pipeline: Asked, bookings: Asked) -> None:
    """The answers that others have published, as a BI tool would get them."""
    won, lost, amount = revops.all("won_deals", "lost_deals", "won_amount")
    assert (won, lost, amount) == (4_238, 2_473, 10_005_534)
    rate, deal, cycle = revops.all("win_rate", "average_deal", "sales_cycle")
    assert (round(rate, 4), round(deal, 2), round(cycle, 2)) == (
        Decimal("0.6315"), Decimal("2360.91"), Decimal("51.78"),
    )  # fmt: skip
    by_month = revops.by("period", "win_rate")
    told = [round(100 * value, 1) for _, (value,) in sorted(by_month.items()) if value is not None]
    assert told == [Decimal(str(rate)) for rate in WIN_RATES]
    quarters = revops.by("month.quarter", "won_deals", "won_amount")
    assert tuple(row for _, row in sorted(quarters.items()) if row[0]) == QUARTERS
    reps = revops.by("person", "won_amount")
    assert {name: reps[name][0] for name in REPS} == REPS
    assert reps["Darcel Schlecht"] == revops.by("person_id", "won_amount")["Darcel Schlecht"]
    teams = revops.by("team_id", "won_amount")
    assert {name: teams[name][0] for name in MANAGERS} == MANAGERS
    regions = revops.by("territory", "won_amount")
    assert {name: regions[name][0] for name in REGIONS} == REGIONS
    stages = pipeline.by("stage", "count")
    assert {name: count for name, (count,) in stages.items()} == STAGES
    assert bookings.by("product", "booked", "count") == PRODUCTS
    assert bookings.by("segment", "booked", "count")["retail"] == (1_867_528, 799)


def assert_balanced_and_traced(entries: int) -> None:
    balance = query("select sum(amount) from ledger.ledger_entries", "maven_crm")
    assert balance == [(Decimal(0),)]
    traced = query(
        "select count(*) from ledger.ledger_entries as entries "
        "join core.event as event on entries.source_id = event.source_id "
        "where event.source_row is not null and event.source_file = 'sales_pipeline.csv'",
        "maven_crm",
    )
    assert traced == [(entries,)]
    assert entries > 2 * 4_238
