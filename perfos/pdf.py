"""The look of our PDFs, and the way there for text of any origin: statements and reviews."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from perfos.cli.output import plain

FONT = "DejaVuSansCondensed"
FILE = Path(__file__).parent / "fonts" / f"{FONT}.ttf"
TEXT = ParagraphStyle("text", fontName=FONT, fontSize=7.5, leading=9.5)
RIGHT = ParagraphStyle("right", parent=TEXT, alignment=2)
HEAD = ParagraphStyle("head", parent=TEXT, fontSize=13, leading=18, spaceBefore=4)
TITLE = ParagraphStyle("title", parent=TEXT, fontSize=9.5, leading=14, spaceBefore=8)
WIDTH = landscape(A4)[0] - 28 * mm
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
pdfmetrics.registerFont(TTFont(FONT, str(FILE)))


def write(file: Path, title: str, story: Iterable[Flowable]) -> None:
    """Write a document; the same story gives the same bytes.

    Args:
        file: Where to; overwritten.
        title: What a reader's window calls it.
        story: What stands in it, as wide as `WIDTH`.

    Raises:
        OSError: The file cannot be written.
    """
    document = SimpleDocTemplate(
        str(file),
        pagesize=landscape(A4),
        leftMargin=14 * mm,
        rightMargin=14 * mm,
        topMargin=12 * mm,
        bottomMargin=12 * mm,
        title=_text(title),
        invariant=1,
    )
    document.build(list(story))


def paragraph(value: object, style: ParagraphStyle = TEXT) -> Paragraph:
    """Return a value as text that is no markup; a character without a glyph as its code."""
    known = pdfmetrics.getFont(FONT).face.charToGlyph
    shown = (c if c == "\n" or ord(c) in known else f"[U+{ord(c):04X}]" for c in _text(value))
    return Paragraph(escape("".join(shown)).replace("\n", "<br/>"), style)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], parts: Sequence[float]) -> Table:
    """Return a table over the width of the page.

    Args:
        heads: Names of the columns; one that ends in `>` is aligned right.
        rows: The cells; a drawing stays one.
        parts: What share of the width each column gets.
    """
    styles = [RIGHT if head.endswith(">") else TEXT for head in heads]
    cells = [[head.rstrip(">") for head in heads], *rows]
    made = Table(
        [
            [
                cell if isinstance(cell, Flowable) else paragraph(cell, style)
                for cell, style in zip(row, styles, strict=True)
            ]
            for row in cells
        ],
        colWidths=[part * WIDTH for part in parts],
        repeatRows=1,
        hAlign="LEFT",
    )
    made.setStyle(GRID)
    return made


def _text(value: object) -> str:
    """Return a value without characters that control a reader, each line cut to a length."""
    lines = plain(value, keep="\n").plain.split("\n")
    return "\n".join(line if len(line) <= LONGEST else f"{line[:LONGEST]}…" for line in lines)
