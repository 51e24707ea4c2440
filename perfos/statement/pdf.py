"""A statement as PDF: what moved the balances, then each line with the steps to its amount."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from perfos.cli.output import amount, number, plain
from perfos.statement.content import Content

FONT = "DejaVuSansCondensed"
FILE = Path(__file__).parent / "fonts" / f"{FONT}.ttf"
TEXT = ParagraphStyle("text", fontName=FONT, fontSize=7.5, leading=9.5)
RIGHT = ParagraphStyle("right", parent=TEXT, alignment=2)
HEAD = ParagraphStyle("head", parent=TEXT, fontSize=13, leading=18, spaceBefore=4)
TITLE = ParagraphStyle("title", parent=TEXT, fontSize=9.5, leading=14, spaceBefore=8)
LONGEST = 400
GRID = TableStyle(
    [
        ("LINEBELOW", (0, 0), (-1, 0), 0.6, "#444444"),
        ("LINEBELOW", (0, 1), (-1, -1), 0.2, "#cccccc"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
    ]
)


def write_pdf(content: Content, units: Mapping[str, int], file: Path) -> None:
    """Write a statement as PDF; the same statement gives the same bytes.

    Args:
        content: The statement.
        units: Digits after the point of each currency.
        file: Where to; overwritten.

    Raises:
        OSError: The file cannot be written.
    """
    pdfmetrics.registerFont(TTFont(FONT, str(FILE)))
    document = SimpleDocTemplate(
        str(file),
        pagesize=landscape(A4),
        leftMargin=14 * mm,
        rightMargin=14 * mm,
        topMargin=12 * mm,
        bottomMargin=12 * mm,
        title=_text(f"Statement {content['payee_id']} {content['period']}"),
        invariant=1,
    )
    document.build(list(_story(content, units, document.width)))


def _story(content: Content, units: Mapping[str, int], width: float) -> Iterator[Flowable]:
    yield Paragraph(_marked(f"Statement of {content['name']}, {content['period']}"), HEAD)
    about = [f"{content['company'] or ''}", f"payee {content['payee_id']}"]
    yield Paragraph(_marked(", ".join([*about, f"snapshot {content.get('snapshot')}"])), TEXT)
    for balance in content["balances"]:
        code = balance["currency"]
        rows: list[tuple[object, ...]] = [
            ("Opening balance", amount(balance["opening"], code, units))
        ]
        rows += [(move["what"], amount(move["amount"], code, units)) for move in balance["moves"]]
        rows.append(("Closing balance", amount(balance["closing"], code, units)))
        yield Paragraph(_marked(balance["title"]), TITLE)
        yield _table(["", "Amount>"], rows, [0.35 * width, 0.15 * width])
    yield Paragraph("Lines", TITLE)
    heads = ["Line", "Date", "Event", "Customer", "Plan / component", "What", "How", "Amount>"]
    parts = [0.08, 0.07, 0.1, 0.12, 0.15, 0.08, 0.29, 0.11]
    lines = [_line(line, units) for line in content["lines"]]
    yield _table(heads, lines, [part * width for part in parts])
    yield Paragraph("Switches", TITLE)
    switches = [
        (f"{one['plan_id']} / {one['component_id']}".strip(" /"), one["table"], one["values"])
        for one in content["switches"]
    ]
    columns = [0.2 * width, 0.13 * width, 0.67 * width]
    yield _table(["Component", "Where", "What counted"], switches, columns)
    yield Spacer(1, 4)


def _line(line: Mapping[str, Any], units: Mapping[str, int]) -> list[object]:
    about = "" if line["is_earned_now"] else f", {line['kind']} about {line['period']}"
    return [
        line["entry_id"][:10],
        line["date"],
        line["event_id"],
        line["customer"],
        f"{line['plan_id']} / {line['component']}",
        f"{line['reason']}{about}",
        "\n".join(_how(line)),
        amount(line["amount"], line["currency"], units),
    ]


def _how(line: Mapping[str, Any]) -> Iterator[str]:
    """Yield the steps of a line, as they are worked out on paper."""
    if line["quota"]:
        before, after = (number(line[name] or Decimal(0)) for name in ("before", "after"))
        yield f"{before} to {after} of a quota of {number(line['quota'])}"
    for step in line["steps"]:
        base, rate, value = (step[name] for name in ("base", "rate", "amount"))
        words = "" if rate is None else f" {number(rate)}" if base is None else ""
        product = "" if base is None or rate is None else f" {number(base)} x {number(rate)}"
        result = "" if value is None else f" {'= ' if product else ''}{number(value)}"
        yield f"{step['what']}{product}{words}{result}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[object]], widths: list[float]) -> Table:
    styles = [RIGHT if head.endswith(">") else TEXT for head in heads]
    cells = [[head.rstrip(">") for head in heads], *rows]
    table = Table(
        [
            [Paragraph(_marked(cell), style) for cell, style in zip(row, styles, strict=True)]
            for row in cells
        ],
        colWidths=widths,
        repeatRows=1,
        hAlign="LEFT",
    )
    table.setStyle(GRID)
    return table


def _text(value: object) -> str:
    """Return a value without characters that control a reader, each line cut to a length."""
    lines = plain(value, keep="\n").plain.split("\n")
    return "\n".join(line if len(line) <= LONGEST else f"{line[:LONGEST]}…" for line in lines)


def _marked(value: object) -> str:
    """Return a value as text that is no markup; a character without a glyph as its code."""
    known = pdfmetrics.getFont(FONT).face.charToGlyph
    shown = (c if c == "\n" or ord(c) in known else f"[U+{ord(c):04X}]" for c in _text(value))
    return escape("".join(shown)).replace("\n", "<br/>")
