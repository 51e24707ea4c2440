"""A statement as a workbook: the lines, each step of their derivation, the switches."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from perfos.cli.output import plain
from perfos.statement.content import Content

WIDTHS = (14, 12, 24, 26, 30, 16, 16, 16, 18)
# A spreadsheet reads a text that begins like this as a formula once somebody edits the cell.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Sheet:
    """A sheet that is written row by row; a text never becomes a formula, a link or a number."""

    def __init__(self, book: Any, name: str) -> None:  # noqa: ANN401
        self._sheet = book.add_worksheet(name)
        self._quoted = book.add_format({"quote_prefix": True})
        self._bold = book.add_format({"bold": True, "quote_prefix": True})
        self._number = book.add_format({"num_format": "#,##0.00########"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._row = 0
        for column, width in enumerate(WIDTHS):
            self._sheet.set_column(column, column, width)

    def row(self, values: Sequence[object] = (), is_head: bool = False) -> None:
        """Write one row."""
        for column, value in enumerate(values):
            place = (self._row, column)
            if value is None:
                continue
            if isinstance(value, Decimal):
                self._sheet.write_number(*place, value, self._number)
            elif isinstance(value, date):
                self._sheet.write_datetime(*place, value, self._day)
            else:
                text = plain(value).plain
                is_odd = text.startswith(FORMULA)
                style = self._bold if is_head else self._quoted if is_odd else None
                self._sheet.write_string(*place, text, style)
        self._row += 1

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Write a head, rows, and an empty row."""
        self.row(heads, is_head=True)
        for one in rows:
            self.row(one)
        self.row()


def write_xlsx(content: Content, units: Mapping[str, int], file: Path) -> None:
    """Write a statement as a workbook.

    Args:
        content: The statement.
        units: Digits after the point of each currency.
        file: Where to; overwritten.

    Raises:
        OSError: The file cannot be written.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(file), options)
    _statement(Sheet(book, "Statement"), content)
    _derivation(Sheet(book, "Derivation"), content)
    switches = Sheet(book, "Switches")
    switches.table(
        ["Plan", "Component", "Where", "Switches"],
        [(s["plan_id"], s["component_id"], s["table"], s["values"]) for s in content["switches"]],
    )
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error


def _statement(sheet: Sheet, content: Content) -> None:
    sheet.row([f"Statement of {content['name']}"], is_head=True)
    for name in ("company", "payee_id", "period", "snapshot"):
        sheet.row([name.replace("_", " "), content.get(name)])
    sheet.row()
    for balance in content["balances"]:
        sheet.table(
            [balance["title"], balance["currency"]],
            [
                ("opening balance", balance["opening"]),
                *((move["what"], move["amount"]) for move in balance["moves"]),
                ("closing balance", balance["closing"]),
            ],
        )
    heads = ["Line", "Date", "About", "Event", "Customer", "Plan", "Component", "What", "Credited"]
    heads += ["Quota", "Attainment before", "Attainment after", "Amount", "Currency"]
    sheet.table(heads, [_line(line) for line in content["lines"]])
    for currency, sums in content["totals"].items():
        sheet.table(["Totals", currency], list(sums.items()))


def _line(line: Mapping[str, Any]) -> list[object]:
    return [
        line["entry_id"][:10],
        line["date"],
        line["period"],
        line["event_id"],
        line["customer"],
        line["plan_id"],
        line["component"],
        line["reason"] if line["kind"] == "original" else f"{line['reason']}, {line['kind']}",
        *(line[name] for name in ("credited", "quota", "before", "after", "amount", "currency")),
    ]


def _derivation(sheet: Sheet, content: Content) -> None:
    sheet.table(
        ["Line", "Event", "Component", "Step", "Base", "Rate", "Amount"],
        [
            (
                *(line["entry_id"][:10], line["event_id"], line["component"]),
                *(step[name] for name in ("what", "base", "rate", "amount")),
            )
            for line in content["lines"]
            for step in line["steps"]
        ],
    )
