"""What people read on their pages is what the ledger says, down to the row of the file."""

import csv
import io
from decimal import Decimal

import pytest

from semantic.dashboards.words import money
from tests.dashboards.visit import DEVICES

pytestmark = pytest.mark.slow
EXPENSE = """
    select sum(amount_reporting) from ledger.ledger_entries
    where account = 'commission_expense' and book = 'actual'
"""


def row_of(world, deal):
    """Return the row of a deal in its file, which the snapshot names as well."""
    lines = (world.folder / "data" / "deals.csv").read_text().splitlines()
    (row_no,) = [number for number, line in enumerate(lines, 1) if line.startswith(f"{deal},")]
    assert world.ask(f"select source_row from core.event where event_id = '{deal}'") == [(row_no,)]
    return row_no


@DEVICES
def test_a_payee_reads_the_ledger_s_number(world, sign_in, is_phone):
    page = sign_in("ada", "/me?month=2026-03", is_phone=is_phone)
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


@DEVICES
def test_a_payee_follows_a_line_to_its_source_row(world, sign_in, is_phone):
    page = sign_in("ada", "/me?month=2026-03", is_phone=is_phone)
    page.get_by_role("button", name="Corvus Media").first.click()
    panel = page.get_by_role("region", name="Step").first
    panel.wait_for()
    amounts = world.ask(
        "select amount from ledger.statement_line where payee_id = 'ada' and event_id = 'D-105'"
    )
    assert any(money(amount, "EUR") in panel.inner_text() for (amount,) in amounts)
    assert "tier 2, from 60,000 to 100,000" in panel.inner_text()
    page.get_by_text(f"Source record: deals.csv, row {row_of(world, 'D-105')}").first.wait_for()


@DEVICES
def test_a_manager_follows_a_seller_to_the_source_row(world, sign_in, is_phone):
    page = sign_in("cleo", "/team?month=2026-05", is_phone=is_phone)
    paid = world.ask("select payee_id, paid_out from ledger.payee_balance where period = '2026-05'")
    text = page.inner_text("#page")
    assert {"ada", "ben"} <= {payee for payee, _ in paid}
    assert all(money(amount, "EUR") in text for _, amount in paid)
    page.get_by_role("link", name="Ben").first.click()
    page.get_by_role("button", name="Pinecrest Hotels").first.click()
    page.get_by_text(f"Source record: deals.csv, row {row_of(world, 'D-109')}").first.wait_for()


@DEVICES
def test_finance_goes_from_the_total_to_the_source_row(world, sign_in, is_phone):
    page = sign_in("controller", "/finance?year=2026", is_phone=is_phone)
    ((total,),) = world.ask(f"{EXPENSE} and posting_period like '2026%'")
    assert page.inner_text("#expense") == money(total, "EUR")
    page.get_by_role("link", name="Ledger").click()
    page.get_by_role("link", name="Commission expense").click()
    page.get_by_role("link", name="March 2026").click()
    page.get_by_role("gridcell", name="D-105").first.wait_for()
    row = page.locator(".ag-row", has_text="D-105").first
    row.get_by_role("link").click()
    page.wait_for_selector("#source-record")
    told, row_no = page.inner_text("#source-record"), row_of(world, "D-105")
    lines = (world.folder / "data" / "deals.csv").read_text().splitlines()
    amount = next(csv.DictReader([lines[0], lines[row_no - 1]]))["amount"]
    assert f"deals.csv, row {row_no}" in told
    assert Decimal(amount) == Decimal("57000") and "57000.000000" in told


@DEVICES
def test_operations_show_the_record_and_the_reason(world, sign_in, is_phone):
    page = sign_in("preparer", "/operations", is_phone=is_phone)
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


def test_operations_show_what_was_checked(world, sign_in):
    page = sign_in("preparer", "/operations")
    ((passed, failed),) = world.ask(
        "select count(*) filter (passed), count(*) filter (not passed) from ledger.check_result "
        "where run_id in (select arg_max(run_id, run_no) from ledger.run_log)"
    )
    assert passed > 100
    assert page.inner_text("#checks-passed") == str(passed)
    assert f"{failed} found something" in page.inner_text("#page")
    assert "unique account account" in page.inner_text("#checks")


def test_finance_looks_at_one_legal_entity(world, sign_in):
    page = sign_in("controller", "/finance?year=2026&entity=FR")
    ((part, whole),) = world.ask(
        "select sum(amount_reporting) filter (entity_id = 'FR'), sum(amount_reporting) "
        "from ledger.ledger_entries where account = 'commission_expense' and book = 'actual' "
        "and posting_period like '2026%'"
    )
    assert 0 < part < whole
    assert page.inner_text("#expense") == money(part, "EUR")
    assert page.input_value("#entity") == "FR"
