"""Pages for people as one HTML file each, which needs nothing else."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def rendered(template: Path, words: Mapping[str, Callable[..., Any]], **values: object) -> str:
    """Return a page: what stands in its values is text and never markup.

    Args:
        template: The file of the template.
        words: Functions that the template calls, also as filters.
        values: What it is about; a name that is missing is an error.
    """
    pages = Environment(
        loader=FileSystemLoader(template.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters.update(words)
    pages.globals.update(words)
    return pages.get_template(template.name).render(**values)
