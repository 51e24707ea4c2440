"""A review as PDF, for the folder of a board meeting."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportlab.graphics.shapes import Circle, Drawing, PolyLine
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from perfos.pdf import HEAD, TEXT, TITLE, paragraph, table, write
from perfos.scorecard.content import Review, points
from perfos.scorecard.words import moved, outlook, shown

BLUE = "#2563a8"
COLOURS = {"good": "#0b5a2b", "warning": "#8a6100", "critical": "#a01010", "unmeasured": "#52606d"}
WIDTH, HEIGHT = 80, 14


def write_pdf(review: Review, file: Path) -> None:
    """Write a review as PDF; the same review gives the same bytes.

    Raises:
        OSError: The file cannot be written.
    """
    write(file, review.title, _story(review))


def _story(review: Review) -> Iterator[Flowable]:
    yield paragraph(review.title, HEAD)
    states = ", ".join(f"{review.count(state)} {state}" for state in reversed(COLOURS))
    yield paragraph(f"{len(review.cards)} KPIs: {states}. Snapshot {review.snapshot}.")
    heads = ["KPI", "State", "Value>", "Period", "Change>", "Last periods", "Target>"]
    heads += ["Next target", "Owner"]
    rows = [_row(card, review.currency) for card in review.cards]
    yield table(heads, rows, [0.22, 0.07, 0.1, 0.06, 0.09, 0.11, 0.1, 0.16, 0.09])
    if review.changes:
        yield paragraph("What changed last", TITLE)
        changes = [
            [one["title"], one["period"], one["status_before"], _state(one["status"])]
            for one in review.changes
        ]
        yield table(["KPI", "Period", "Before", "Now"], changes, [0.3, 0.1, 0.1, 0.1])


def _row(card: dict[str, Any], currency: str) -> list[object]:
    unit = card["unit"]
    about = [card["title"], card["follows"], card["objective"]]
    aim = "-"
    if card["due_on"]:
        aim = f"{shown(card['due_target'], unit, currency)} by {card['due_on']}"
        aim += f"\n{outlook(card['will_be_met'])}"
    return [
        "\n".join(filter(None, about)),
        _state(card["status"]),
        shown(card["value"], unit, currency),
        card["period"],
        moved(card["change"], unit, currency),
        _way(card),
        shown(card["target"], unit, currency),
        aim,
        card["owner"],
    ]


def _state(status: str) -> Flowable:
    return paragraph(status, ParagraphStyle(status, parent=TEXT, textColor=COLOURS[status]))


def _way(card: dict[str, Any]) -> Flowable:
    """Return the line of a KPI's last values."""
    drawing = Drawing(WIDTH, HEIGHT)
    line = points(card, WIDTH - 4, HEIGHT - 4)
    if line:
        drawing.add(PolyLine([2 + at for point in line for at in point], strokeColor=BLUE))
        x, y = line[-1]
        drawing.add(Circle(2 + x, 2 + y, 1.5, fillColor=BLUE, strokeColor=BLUE))
    return drawing
