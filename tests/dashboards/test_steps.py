"""What people start from their pages: runs of the same jobs, in their own name."""

import pytest

from tests.dashboards.conftest import wait_for_run

pytestmark = pytest.mark.slow
LAST = """
    select action, subject, actor, reason
    from ledger.period_event
    where period = '{period}'
    order by event_no desc
    limit 1
"""


def go_on(page, reason=""):
    """Fill in the form of a step, send it, and wait for its run."""
    page.get_by_role("dialog").wait_for()
    if reason:
        page.fill("#do-reason", reason)
    page.click("#do-send")
    return wait_for_run(page)


def test_a_line_is_queried_and_answered(world, sign_in):
    page = sign_in("ada", "/me?month=2026-03", is_phone=True)
    page.get_by_role("button", name="Corvus Media").first.click()
    page.get_by_role("button", name="Query this line").first.click()
    page.get_by_role("dialog").wait_for()
    page.click("#do-send")
    page.get_by_text("A reason is needed").wait_for()
    assert ": done" in go_on(page, "Half of it is mine")
    page.get_by_text("opened").first.wait_for()
    (last,) = world.ask(LAST.format(period="2026-03"))
    assert last == ("dispute_opened", "1", "ada", "Half of it is mine")

    page = sign_in("cleo", "/team?month=2026-03")
    assert page.inner_text("#disputes-waiting") == "1"
    page.get_by_role("button", name="Refuse 2026-03 1").click()
    assert "Refuse dispute 1: done" in go_on(page, "The split was agreed")
    page.get_by_text("The split was agreed").wait_for()
    (last,) = world.ask(LAST.format(period="2026-03"))
    assert last == ("dispute_refused", "1", "cleo", "The split was agreed")


def test_a_month_is_submitted_approved_and_closed(world, sign_in):
    page = sign_in("preparer", "/close")
    page.get_by_role("button", name="Submit 2026-01").click()
    assert "calculated → submitted" in go_on(page)

    page = sign_in("approver", "/team?month=2026-01")
    page.get_by_role("button", name="Approve 2026-01 ada").click()
    go_on(page)
    assert world.ask(LAST.format(period="2026-01"))[0][:3] == ("approved", "ada", "approver")
    page.get_by_role("button", name="Approve 2026-01", exact=True).click()
    assert "submitted → approved" in go_on(page)

    world.perfos("audit", "key", "--create")
    page = sign_in("controller", "/close")
    page.get_by_role("button", name="Close 2026-01").click()
    assert "approved → closed" in go_on(page)
    assert world.ask("select state from ledger.period where period = '2026-01'") == [("closed",)]

    page.get_by_role("button", name="Audit pack 2026-01").click()
    page.click("#do-send")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download audit-2026-01.zip").click(timeout=60_000)
    pack = world.root / "pack.zip"
    download.value.save_as(pack)
    world.perfos("audit", "verify", str(pack))


def test_a_refusal_is_told_in_words(world, sign_in):
    page = sign_in("preparer", "/close")
    page.get_by_role("button", name="Submit 2026-02").click()
    go_on(page)
    page = sign_in("approver", "/team?month=2026-02")
    world.perfos("approve", "2026-02", "--by=approver")
    page.get_by_role("button", name="Approve 2026-02", exact=True).click()
    told = go_on(page)
    assert "not done" in told and "to approve 2026-02 is refused: it is approved" in told


def test_what_a_deal_would_pay(world, sign_in):
    page = sign_in("ada", "/me?month=2026-05")
    page.fill("#deal-amount", "10000")
    page.fill("#deal-day", "2026-05-30")
    page.click("#deal-ask")
    page.wait_for_selector("#deal-result, #deal-answer ul", timeout=60_000)
    assert "€" in page.inner_text("#deal-answer")
