"""A real ERP: our commissions beside those of Tryton's own module, on the same documents."""

import os
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest

import ingestion
from orchestration.location import ROOT
from perfos.company import load_company
from perfos.paths import state_of
from tests.erp.answer import Answer, Line
from tests.erp.company import write_company
from tests.journeys.small import query, run

HERE = Path(__file__).parent
PYTHON = HERE / ".venv" / "bin" / "python"
HALF_A_CENT = Decimal("0.005")
GROSS = """
    select deal_id, sum(amount + coalesce(cast(dims['tax'] as decimal(28, 6)), 0))
    from core.event where kind <> 'payment' group by all
"""
MONEY = """
    select deal_id, sum(amount) from core.event where kind = 'payment' group by all
    having sum(amount) <> 0
"""
EARNED = """
    select payee_id, event_id, sum(amount) from ledger.statement_line
    where component_id = 'in_full' and not posting_key similar to '.*/(hold|release/.*)'
    group by all
"""
PAID = """
    with daily as (
        select payee_id, event_id, effective_on, sum(amount) as amount
        from ledger.statement_line where component_id = '{component}'
        group by all having sum(amount) <> 0
    )

    select payee_id, event_id, max(effective_on), sum(amount) from daily group by all
"""


@pytest.fixture(params=["recorded", pytest.param("filled", marks=pytest.mark.proof)])
def answer(request: pytest.FixtureRequest, tmp_path: Path) -> Answer:
    """Return what Tryton says of the documents that are in the source now."""
    if request.param == "recorded":
        request.getfixturevalue("recorded")
        return Answer.read(HERE / "recorded.json")
    if not PYTHON.exists():
        pytest.skip("needs Tryton in an environment of its own: make erp")
    environment = {**os.environ, "TRYTOND_DATABASE_URI": request.getfixturevalue("source")}
    fill = [PYTHON, "-m", "tests.erp.tryton.fill", tmp_path / "answer.json"]
    subprocess.run(fill, cwd=ROOT, env=environment, check=True)
    return Answer.read(tmp_path / "answer.json")


def test_lines_are_read_again_when_their_document_changes(recorded: str, tmp_path: Path) -> None:
    company = load_company(write_company(tmp_path / "trade", "tryton.yml", []))

    def load() -> tuple[int, int]:
        lines, *_ = ingestion.load(company, state_of("trade"))
        return lines.rows_new, lines.rows_total

    read, total = load()
    assert read == total > 100
    # Nothing has changed: what is as late as the latest is read again.
    again, _ = load()
    assert again < 5
    with psycopg.connect(recorded) as connection:
        connection.execute(
            "update account_invoice set write_date = now() + interval '1 year' where number = '1'"
        )
    assert load() == (again + 2, total)


@pytest.mark.slow
def test_commissions_equal_those_of_the_erp(answer: Answer, tmp_path: Path) -> None:
    summary = run(write_company(tmp_path / "trade", "tryton.yml", answer.agents))
    assert (summary.quarantined, len(answer.documents) >= 40) == (0, True)
    compare(answer)


def compare(answer: Answer) -> None:
    """Compare documents, then what they earn, then what of it is paid."""
    assert dict(query(GROSS, "trade")) == answer.total("total")
    received = {deal: amount for deal, amount in answer.total("paid").items() if amount}
    assert dict(query(MONEY, "trade")) == received
    earned = {(payee, event): amount for payee, event, amount in query(EARNED, "trade")}
    assert earned.keys() == answer.earned.keys()
    # Tryton keeps four digits and rounds the bill: each of ours is the cent that is nearest.
    assert not {
        line: (amount, answer.earned[line])
        for line, amount in earned.items()
        if abs(amount - answer.earned[line]) > HALF_A_CENT
    }
    compare_in_full(answer, earned)
    compare_in_shares(answer, earned)


def compare_in_full(answer: Answer, earned: dict[Line, Decimal]) -> None:
    """Compare what is paid once an invoice is settled, which Tryton calls on payment."""
    ours, due = paid("in_full"), answer.due
    assert all(amount == earned[line] for line, (_, amount) in ours.items())
    on_time = {line: day for line, day in due.items() if line not in answer.late}
    assert {line: day for line, (day, _) in ours.items() if line in on_time} == on_time
    # A credit note about a paid invoice takes back at once: Tryton waits until it is paid back.
    assert ours.keys() == due.keys() | answer.late
    assert all(ours[line][0] < due[line] for line in answer.late & due.keys())
    for agent, bill in answer.bills.items():
        lines = [line for line in due if line[0] == agent]
        assert abs(sum(ours[line][1] for line in lines) - bill) < HALF_A_CENT * len(lines)


def compare_in_shares(answer: Answer, earned: dict[Line, Decimal]) -> None:
    """Compare what is paid as an invoice is paid, which Tryton does not know, with plain sums."""
    ours = paid("pro_rata")
    for line, amount in earned.items():
        share = answer.shares[answer.deal(line)]
        if share is not None:
            released = ours.get(line, (None, Decimal(0)))[1]
            assert abs(released - amount * share) <= HALF_A_CENT, line
    # Where a credit note leaves nothing of an invoice, both are held, or both were paid.
    for deal in (deal for deal, share in answer.shares.items() if share is None):
        lines = [line for line in earned if answer.deal(line) == deal]
        released = [ours[line][1] for line in lines if line in ours]
        assert released in ([], [earned[line] for line in lines])


def paid(component: str) -> dict[Line, tuple[date, Decimal]]:
    """Return what is paid for each line by now, and on which day the last of it."""
    rows = query(PAID.format(component=component), "trade")
    return {(payee, event): (day, amount) for payee, event, day, amount in rows}
