"""What people read on their pages is what the ledger says, down to the row of the file."""

import csv
import io
from decimal import Decimal

import pytest
from pypdf import PdfReader

from semantic.dashboards.words import money
from tests.dashboards.world import rows_of

pytestmark = pytest.mark.slow
EXPENSE = """
    select sum(amount_reporting) from ledger.ledger_entries
    where account = 'commission_expense' and book = 'actual'
"""


def test_a_payee_reads_the_ledger_s_number(world, sign_in):
    page = sign_in("ada", "/me?month=2026-03", is_phone=True)
    ((earned,),) = world.ask(
        "select sum(amount) from ledger.statement_line "
        "where payee_id = 'ada' and posting_period = '2026-03'"
    )
    assert page.inner_text("#earned-EUR") == money(earned, "EUR")
    assert page.inner_text("#paid-EUR") == money(earned, "EUR")
    ((quota, reached),) = world.ask(
        "select target.amount, max(position_after) from sales_commission.attainment "
        "inner join sales_commission.quota_target as target using (target_id) "
        "where target.payee_id = 'ada' and target.window_start = '2026-01-01' "
        "and target.amount is not null group by all"
    )
    assert page.inner_text("#attainment") == f"{round(100 * reached / quota)}%"
    assert page.inner_text("#next-tier") == "The highest rate is reached: 12%."
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"]


def test_the_next_tier_and_what_it_takes(world, sign_in):
    page = sign_in("ada", "/me?month=2026-04")
    ((missing, rate),) = world.ask(
        "select tier.lower * target.amount - reached.position, tier.rate "
        "from sales_commission.quota_target as target "
        "inner join (select target_id, max(position_after) as position "
        "from sales_commission.attainment group by target_id) as reached using (target_id) "
        "inner join core.plan_tier as tier using (plan_id, component_id) "
        "where target.payee_id = 'ada' and target.window_start = '2026-04-01' "
        "and tier.lower * target.amount > reached.position order by tier.lower limit 1"
    )
    told = page.inner_text("#next-tier")
    assert told == (
        f"{money(missing, 'EUR', is_whole=True)} more, and every further sale earns "
        f"{float(100 * rate):g}%."
    )


def test_a_line_tells_how_it_came_about(world, sign_in):
    page = sign_in("ada", "/me?month=2026-03", is_phone=True)
    page.get_by_role("button", name="Corvus Media").first.click()
    panel = page.get_by_role("region", name="Step").first
    panel.wait_for()
    amounts = world.ask(
        "select amount from ledger.statement_line where payee_id = 'ada' and event_id = 'D-105'"
    )
    assert any(money(amount, "EUR") in panel.inner_text() for (amount,) in amounts)
    assert "tier 2, from 60,000 to 100,000" in panel.inner_text()


def test_files_of_a_statement(world):
    client = world.client("ada")
    answer = client.get("/files/statement/ada/2026-03.pdf")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "Ada Novak" in text and "Corvus Media" in text
    assert client.get("/files/statement/ada/2026-03.xlsx").content.startswith(b"PK")
    assert "Corvus Media" in client.get("/sheet/ada/2026-03").text


def test_a_payee_reaches_nobody_else(world, sign_in):
    client = world.client("ada")
    for path in (
        "/files/statement/ben/2026-03.pdf",
        "/files/statement/ben/2026-03.xlsx",
        "/files/statement/nobody/2026-03.pdf",
        "/sheet/ben/2026-03",
    ):
        assert client.get(path).status_code == 404, path
    assert client.get("/files/quarantine.csv").text.split() == ["nothing"]
    for path in ("/people/ben", "/team", "/operations", "/close", "/finance", "/finance/ledger"):
        page = sign_in("ada", path)
        assert page.inner_text("#page h1") == "There is nothing here", path
        assert page.locator("#tabs a").all_inner_texts() == ["My pay"]


def test_an_analyst_sees_nobody_s_pay(world):
    client = world.client("analyst")
    assert client.get("/files/statement/ada/2026-03.pdf").status_code == 404
    records = csv.DictReader(io.StringIO(client.get("/files/quarantine.csv").text))
    assert "record" not in records.fieldnames


def test_finance_goes_from_the_total_to_the_source_row(world, sign_in):
    page = sign_in("controller", "/finance?year=2026")
    ((total,),) = world.ask(f"{EXPENSE} and posting_period like '2026%'")
    assert page.inner_text("#expense") == money(total, "EUR")
    page.get_by_role("link", name="Ledger").click()
    page.get_by_role("link", name="Commission expense").click()
    page.get_by_role("link", name="March 2026").click()
    page.get_by_role("gridcell", name="D-105").first.wait_for()
    row = page.locator(".ag-row", has_text="D-105").first
    row.get_by_role("link").click()
    page.wait_for_selector("#source-record")
    told = page.inner_text("#source-record")
    ((place, amount),) = rows_of(
        world.folder / "data" / "deals.csv",
        "select place, amount from (select row_number() over () as place, * from file) "
        "where deal_id = 'D-105'",
    )
    ((row_no,),) = world.ask("select source_row from core.event where event_id = 'D-105'")
    assert row_no - place in (0, 1)
    assert f"deals.csv, row {row_no}" in told
    assert Decimal(amount) == Decimal("57000") and "57000.000000" in told


def test_a_team_is_ranked_by_attainment(world, sign_in):
    page = sign_in("cleo", "/team?month=2026-05")
    paid = world.ask("select payee_id, paid_out from ledger.payee_balance where period = '2026-05'")
    text = page.inner_text("#page")
    assert {"ada", "ben"} <= {payee for payee, _ in paid}
    assert all(money(amount, "EUR") in text for _, amount in paid)


def test_operations_show_the_record_and_the_reason(world, sign_in):
    page = sign_in("preparer", "/operations")
    ((count,),) = world.ask("select count(*) from quality.quarantine")
    assert page.inner_text("#quarantined") == str(count)
    grid = page.locator("#quarantine")
    grid.get_by_role("gridcell", name="deals.csv").first.wait_for()
    assert "unreadable number" in grid.inner_text()
    assert "amount = see contract" in grid.inner_text()
    text = world.client("preparer").get("/files/quarantine.csv").text
    records = {row["entity"]: row for row in csv.DictReader(io.StringIO(text))}
    assert len(records) == count and "see contract" in records["event"]["found"]
    assert records["event"]["source_id"] == "D-113"
