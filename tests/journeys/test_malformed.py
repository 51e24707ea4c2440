"""300 malformed rows of 15 kinds among 10,000 good ones: none lost, none paid."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from orchestration.run import RunFailed
from tests.journeys.small import deals, query, run, write_company

pytestmark = pytest.mark.slow

EACH = 20


def row(name: str, **changed: str) -> str:
    """Return a good line with some of its fields changed."""
    fields = {
        "deal_id": name,
        "closed_on": "2026-02-03",
        "amount": "500.00",
        "currency": "EUR",
        "owner": "ann",
        "stage": "won",
    }
    return ",".join((fields | changed).values())


KINDS: dict[str, Callable[[int], str]] = {
    "missing_event_id": lambda n: row("", amount=f"{500 + n}.00"),
    "missing_occurred_on": lambda n: row(f"X02-{n}", closed_on=""),
    "unreadable_date": lambda n: row(f"X03-{n}", closed_on=f"2026-02-{30 + n % 2}"),
    "unreadable_date/words": lambda n: row(f"X04-{n}", closed_on="soon"),
    "missing_amount": lambda n: row(f"X05-{n}", amount=""),
    "unreadable_number": lambda n: row(f"X06-{n}", amount="12.5o"),
    "unreadable_number/formula": lambda n: row(f"X07-{n}", amount="=1+1"),
    "amount_out_of_range": lambda n: row(f"X08-{n}", amount="99999999999.00"),
    "date_out_of_range": lambda n: row(f"X09-{n}", closed_on="1899-12-31"),
    "unknown_currency": lambda n: row(f"X10-{n}", currency="EURO"),
    "missing_currency": lambda n: row(f"X11-{n}", currency=""),
    "missing_rate": lambda n: row(f"X12-{n}", currency="JPY"),
    "unknown_owner_id": lambda n: row(f"X13-{n}", owner="nobody"),
    "duplicate_key": lambda n: row(f"X14-{n // 2}", amount=f"{100 + n}.00"),
    "structure": lambda n: row(f"X15-{n}") + (",one,too,many" if n % 2 else ""),
}
"""Reason that the quarantine must give (before the slash) -> the malformed line."""


def structure(n: int) -> str:
    """Return a line with too many or too few fields."""
    return row(f"X15-{n}") + ",one,too,many" if n % 2 else f"X15-{n},2026-02-03"


def test_each_malformed_row_is_quarantined_with_its_reason(tmp_path: Path) -> None:
    good = deals(10_000)
    kinds = {**KINDS, "structure": structure}
    bad = [(kind, make(n)) for kind, make in kinds.items() for n in range(EACH)]
    lines = list(good)
    places = {}
    for n, (kind, line) in enumerate(bad):
        at = 17 + 33 * n
        lines.insert(at, line)
        places[at + 2] = kind.split("/")[0]
    folder = write_company(
        tmp_path / "small",
        lines,
    )
    settings = folder / "company.yml"
    settings.write_text(settings.read_text().replace("share: 0.05", "share: 0.10"))

    summary = run(folder)

    assert len(places) == 300
    found = dict(query("select source_row, reason from quality.quarantine"))
    assert found == places
    files = {name for (name,) in query("select distinct source_file from quality.quarantine")}
    assert files == {"deals.csv"}
    assert query("select count(*) from quality.quarantine where advice is null or advice = ''") == [
        (0,)
    ]
    assert summary.quarantined == 300
    assert query("select count(*) from core.event") == [(10_000,)]
    paid = query("select count(distinct source_id) from ledger.ledger_entries")
    assert paid == [(10_000,)]
    assert query("select count(*) from ledger.ledger_entries where source_id like 'X%'") == [(0,)]
    counts = query(
        "select rows_raw, rows_excluded, rows_conformed, rows_quarantined "
        "from quality.reconciliation where entity = 'event'"
    )
    assert counts == [(10_300, 0, 10_000, 300)]
    conformed = query("select sum(amount) from core.event")
    assert conformed == [(sum(Decimal(line.split(",")[2]) for line in good),)]


def test_too_many_unusable_rows_stop_the_run_before_anything_is_posted(tmp_path: Path) -> None:
    lines = [*deals(40), *(row(f"X{n}", owner="nobody") for n in range(10))]
    folder = write_company(tmp_path / "small", lines)

    with pytest.raises(RunFailed, match="unknown_owner_id 10") as failure:
        run(folder)

    assert "assert_quarantine_is_within_the_limit" in str(failure.value)
    assert query("select count(*) from ledger.ledger_entries") == [(0,)]
