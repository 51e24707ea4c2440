"""What people start from their pages: runs of the same jobs, in their own name."""

from decimal import Decimal

import pytest

from semantic.dashboards.words import money
from tests.dashboards.company import OPEN_AMOUNT
from tests.dashboards.conftest import wait_for_run
from tests.dashboards.visit import DEVICES

pytestmark = pytest.mark.slow
LAST = """
    select action, subject, actor, reason
    from ledger.period_event
    where period = '{period}'
    order by event_no desc
    limit 1
"""
LINES = (("Millstone AG", "1", "2026-05"), ("Corvus Media", "2", "2026-03"))
"""Customer, number of the dispute and month, on a desktop and on a phone."""


def go_on(page, reason=""):
    """Fill in the form of a step, send it, and wait for its run."""
    page.get_by_role("dialog").wait_for()
    if reason:
        page.fill("#do-reason", reason)
    page.click("#do-send")
    return wait_for_run(page)


@DEVICES
def test_a_line_is_queried_and_answered(world, sign_in, is_phone):
    customer, number, period = LINES[is_phone]
    page = sign_in("ada", f"/me?month={period}", is_phone=is_phone)
    page.get_by_role("button", name=customer).first.click()
    page.get_by_role("button", name="Query this line").first.click()
    page.get_by_role("dialog").wait_for()
    page.click("#do-send")
    page.get_by_text("A reason is needed").wait_for()
    assert ": done" in go_on(page, "Half of it is mine")
    page.get_by_text("opened").first.wait_for()
    (last,) = world.ask(LAST.format(period=period))
    assert last == ("dispute_opened", number, "ada", "Half of it is mine")

    page = sign_in("cleo", f"/team?month={period}", is_phone=is_phone)
    assert page.inner_text("#disputes-waiting") == "1"
    page.get_by_role("button", name=f"Refuse {period} {number}").click()
    assert f"Refuse dispute {number}: done" in go_on(page, "The split was agreed")
    page.get_by_text("The split was agreed").first.wait_for()
    (last,) = world.ask(LAST.format(period=period))
    assert last == ("dispute_refused", number, "cleo", "The split was agreed")


@DEVICES
def test_a_month_is_submitted_approved_and_closed(world, sign_in, is_phone):
    period = "2026-02" if is_phone else "2026-01"
    page = sign_in("preparer", "/close", is_phone=is_phone)
    page.get_by_role("button", name=f"Submit {period}").click()
    assert "calculated → submitted" in go_on(page)

    page = sign_in("approver", f"/team?month={period}", is_phone=is_phone)
    page.get_by_role("button", name=f"Approve {period} ada").click()
    told = go_on(page)
    if not is_phone:  # In the other month there is one statement: with it, the month is approved.
        assert world.ask(LAST.format(period=period))[0][:3] == ("approved", "ada", "approver")
        page.get_by_role("button", name=f"Approve {period}", exact=True).click()
        told = go_on(page)
    assert "submitted → approved" in told

    world.perfos("audit", "key", *([] if is_phone else ["--create"]))
    page = sign_in("controller", "/close", is_phone=is_phone)
    page.get_by_role("button", name=f"Close {period}").click()
    assert "approved → closed" in go_on(page)
    assert world.ask(f"select state from ledger.period where period = '{period}'") == [("closed",)]

    page.get_by_role("button", name=f"Audit pack {period}").click()
    page.click("#do-send")
    with page.expect_download() as download:
        page.get_by_role("link", name=f"Download audit-{period}.zip").click(timeout=60_000)
    pack = world.root / f"pack-{period}.zip"
    download.value.save_as(pack)
    world.perfos("audit", "verify", str(pack))


def test_a_refusal_is_told_in_words(world, sign_in):
    page = sign_in("preparer", "/close")
    page.get_by_role("button", name="Submit 2026-04").click()
    go_on(page)
    page = sign_in("approver", "/team?month=2026-04")
    world.perfos("approve", "2026-04", "--by=approver")
    page.get_by_role("button", name="Approve 2026-04", exact=True).click()
    told = go_on(page)
    assert "not done" in told and "to approve 2026-04 is refused: it is approved" in told


def test_what_a_deal_would_pay(world, sign_in):
    page = sign_in("ada", "/me?month=2026-05")
    page.fill("#deal-amount", "10000")
    page.fill("#deal-day", "2026-05-30")
    page.click("#deal-ask")
    page.wait_for_selector("#deal-result, #deal-answer ul", timeout=60_000)
    assert "€" in page.inner_text("#deal-answer")


def test_what_the_open_deals_would_pay(sign_in):
    page = sign_in("ada", "/me?month=2026-05", is_phone=True)
    page.click("#deal-open")
    page.wait_for_selector("#open-deals", timeout=60_000)
    # 1 % for hardware; the tiers of new business need a quota, and there is none for December.
    assert page.inner_text("#open-deals") == money(Decimal(OPEN_AMOUNT) / 100, "EUR")
    assert "has no quota" in page.inner_text("#deal-result")
    assert "1 open deals, each closed on its day" in page.inner_text("#deal-result")
