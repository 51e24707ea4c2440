"""YAML read as text with line numbers: nothing is guessed, nothing is constructed.

Every value stays the text that was written, so `0.04` reaches DECIMAL exactly, `01` keeps its
zero and `no` stays the word it is. The types come from the models alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from perfos.company.problems import Location, shown

MAX_BYTES = 500_000
MAX_DEPTH = 20


class YamlRefusedError(ValueError):
    """The text is not the plain YAML that a company folder is written in."""

    def __init__(self, line: int, found: str, allowed: str) -> None:
        super().__init__(f"line {line}: found {found}; {allowed}")
        self.line, self.found, self.allowed = line, found, allowed


@dataclass
class YamlFile:
    """The content of one file.

    Attributes:
        data: Dictionaries, lists, text and None.
        lines: Line of each location in `data`, from 1; of a dictionary's value, its key's line.
    """

    data: Any = None
    lines: dict[Location, int] = field(default_factory=dict)

    def line(self, at: Location) -> int:
        """Return the line of a location, or of the nearest one around it."""
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)


def read_yaml(text: str) -> YamlFile:
    """Read one YAML document.

    Raises:
        YamlRefusedError: Broken syntax, an anchor, alias or tag, a duplicate key, a key that is
            not text, nesting deeper than `MAX_DEPTH`, or a second document.
    """
    file = YamlFile()
    try:
        events = iter(YAML(typ="safe", pure=True).parse(text))
        starts = 0
        for event in events:
            starts += isinstance(event, DocumentStartEvent)
            if starts > 1:
                raise _refused(event, "a second document", "one document per file")
            if isinstance(event, MappingStartEvent | SequenceStartEvent | ScalarEvent | AliasEvent):
                file.data = _value(event, events, (), file.lines)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        line = mark.line + 1 if mark else 1
        raise YamlRefusedError(line, f"broken YAML ({problem})", "valid YAML is needed") from error
    return file


def _value(
    event: Event, events: Iterator[Event], at: Location, lines: dict[Location, int]
) -> dict[str, Any] | list[Any] | str | None:
    """Build the value that starts with `event`, taking from `events` what belongs to it."""
    _refuse_tricks(event, at)
    lines.setdefault(at, event.start_mark.line + 1)
    if isinstance(event, ScalarEvent):
        is_null = event.style is None and event.value in ("", "~", "null", "Null", "NULL")
        return None if is_null else str(event.value)
    if isinstance(event, SequenceStartEvent):
        items: list[Any] = []
        while not isinstance(inner := next(events), SequenceEndEvent):
            items.append(_value(inner, events, (*at, len(items)), lines))
        return items
    mapping: dict[str, Any] = {}
    while not isinstance(key := next(events), MappingEndEvent):
        _refuse_tricks(key, at)
        if not isinstance(key, ScalarEvent):
            raise _refused(key, "a key that is not a word", "keys are single words")
        if key.value in mapping:
            raise _refused(key, f"the key {shown(key.value)} twice", "each key once")
        lines[(*at, key.value)] = key.start_mark.line + 1
        mapping[key.value] = _value(next(events), events, (*at, key.value), lines)
    return mapping


def _refuse_tricks(event: Event, at: Location) -> None:
    """Refuse what makes a file mean more than it shows."""
    if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
        raise _refused(event, "an anchor or alias", "write the value out where it is needed")
    tag = getattr(event, "ctag", None)
    if tag:
        raise _refused(event, f"the tag {shown(tag)}", "values without tags")
    if len(at) > MAX_DEPTH:
        raise _refused(event, f"more than {MAX_DEPTH} levels", "a flatter file")


def _refused(event: Event, found: str, allowed: str) -> YamlRefusedError:
    mark = event.start_mark
    return YamlRefusedError(mark.line + 1 if mark else 1, found, allowed)
