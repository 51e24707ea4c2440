"""What stands in the records never becomes a command: not of a terminal, not of a spreadsheet."""

import csv
import subprocess
import sys
from decimal import Decimal

from perfos.cli.output import amount, plain
from perfos.cli.quarantine import harmless

NAME = "[red]Mallory[/red]\\x1b[2J"


def test_markup_and_control_characters_are_shown_as_text(perfos):
    for arguments in (["statement", "p2"], ["explain", "e3"], ["statement", "mallory", "2024-01"]):
        output = perfos(*arguments)
        assert NAME in output
        assert "\x1b" not in output
    assert "\u202e" not in perfos("statement", "p1")
    assert "\x1b" not in perfos("statement", "\x1b[2J", "2025-02")
    assert "\x1b" not in perfos("statement", "nobody\x1b[2J", code=5)


def test_what_is_hidden_becomes_visible():
    assert (
        plain("a\x1b[31m\u202e\u2066\x9b\r\nb").plain == "a\\x1b[31m\\x202e\\x2066\\x9b\\x0d\\x0ab"
    )
    assert plain("नी\u200dता Zoë 李").plain == "नी\u200dता Zoë 李"
    assert plain(None).plain == "-"


def test_formulas_do_not_reach_a_spreadsheet(perfos, tmp_path):
    path = tmp_path / "out.csv"
    perfos("quarantine", "--csv", path)
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2
    assert rows[1]["source_id"] == "'=e5"
    assert rows[1]["amount"] == "-12.500000"
    for cell in ("=1+1", "+1", "-1+2", "@sum(a1)", "\t=1", "\r=1", " =1"):
        assert harmless(cell) == f"'{cell}"
    for value in (Decimal("-12.5"), 3, None, "a=b", ""):
        assert harmless(value) == value


def test_no_digit_of_an_amount_is_hidden():
    units = {"EUR": 2, "JPY": 0, "KWD": 3}
    assert amount(Decimal("1234567.500000"), "EUR", units) == "1,234,567.50 EUR"
    assert amount(Decimal("0.004000"), "EUR", units) == "0.004 EUR"
    assert amount(Decimal("-1000.000000"), "JPY", units) == "-1,000 JPY"
    assert amount(Decimal("0E-6"), "KWD", units) == "0.000 KWD"
    assert (
        amount(Decimal(12345678901234567890), "???", units) == "12,345,678,901,234,567,890.00 ???"
    )


def test_an_error_shows_no_variables():
    """A traceback with its variables would print the address of a database."""
    code = "from perfos.cli import app; print(app.pretty_exceptions_show_locals)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout == "False\n"
