"""Every text of the dashboards is there in French, with the same gaps; numbers follow."""

import ast
import re
import string
from pathlib import Path

import pytest

from semantic.dashboards import words
from semantic.dashboards.doing import WORDS
from semantic.dashboards.routes import TABS

ROOT = Path(words.__file__).parent


def texts():
    """Return every text that is handed to `_` as it stands."""
    found = {*WORDS.values(), *(tab.title for tab in TABS)}
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            is_text = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_"
            if is_text and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    for path in (ROOT / "templates").glob("*.html"):
        found |= set(re.findall(r'_\("(.+?)"', path.read_text()))
    return found


def gaps(text):
    """Return the names of a text's gaps."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_text_is_there_in_french():
    assert texts() - words.catalogue("fr").keys() == set()


def test_a_translation_has_the_same_gaps():
    french = words.catalogue("fr")
    assert {text for text in french if gaps(text) != gaps(french[text])} == set()


def test_a_value_is_never_read_as_a_format():
    assert words._("{name} by month; the table below holds the figures", name="{x.__class__}")
    with pytest.raises(KeyError):
        words._("{x.__class__}", x="x")
