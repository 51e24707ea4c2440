"""A review as one HTML page that needs nothing else, for a screen or a printer."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from perfos.page import rendered
from perfos.scorecard.content import Review, points
from perfos.scorecard.words import moved, outlook, shown

TEMPLATE = Path(__file__).parent / "review.html.j2"
WORDS: Mapping[str, Callable[..., Any]] = {
    "points": points,
    "outlook": outlook,
    "shown": shown,
    "moved": moved,
}


def write_html(review: Review, file: Path) -> None:
    """Write a review as HTML.

    Raises:
        OSError: The file cannot be written.
    """
    file.write_text(rendered(TEMPLATE, WORDS, review=review), encoding="utf-8")
