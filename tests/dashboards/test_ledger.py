"""The ledger's levels: a month with more entries than can be looked through, payee by payee."""

from types import SimpleNamespace

from semantic.dashboards.pages import ledger

PAYEES = [
    {"payee_id": "ada", "payee": "Ada", "count": "700", "balance": 5},
    {"payee_id": None, "payee": None, "count": "301", "balance": 1},
]


def shown(monkeypatch, payees, payee=""):
    """Return the id of what a month of an account shows, and its rows."""
    entries = [{"entry_id": f"e of {payee or 'all'}"}]
    figures = SimpleNamespace(
        account_payees=lambda *_: payees,
        entries=lambda *_: entries,
        NOBODY="-",
    )
    monkeypatch.setattr(ledger, "figures", figures)
    made = ledger._month("commission_expense", "2026-03", payee, "EUR")
    grid = made.children[1]
    return grid.id, grid.rowData


def test_more_than_can_be_looked_through_is_shown_by_payee(monkeypatch):
    key, rows = shown(monkeypatch, PAYEES)
    assert key == "payees"
    assert [row["name"] for row in rows] == ["Ada", "\N{EN DASH}"]
    assert [row["href"].split("payee=")[1] for row in rows] == ["ada", "-"]


def test_the_entries_of_one_payee_are_shown_however_many(monkeypatch):
    key, rows = shown(monkeypatch, PAYEES, "ada")
    assert (key, rows[0]["entry_id"]) == ("entries", "e of ada")


def test_few_entries_are_shown_together(monkeypatch):
    few = [row | {"count": "500"} for row in PAYEES]
    assert shown(monkeypatch, few)[0] == "entries"
