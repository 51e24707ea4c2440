"""A review as one HTML page that needs nothing else, for a screen or a printer."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from perfos.scorecard.content import Review, points
from perfos.scorecard.words import moved, outlook, shown

TEMPLATE = "review.html.j2"


def write_html(review: Review, file: Path) -> None:
    """Write a review as HTML.

    Raises:
        OSError: The file cannot be written.
    """
    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters["points"] = points
    pages.filters["outlook"] = outlook
    pages.globals |= {"shown": shown, "moved": moved}
    text = pages.get_template(TEMPLATE).render(review=review)
    file.write_text(text, encoding="utf-8")
