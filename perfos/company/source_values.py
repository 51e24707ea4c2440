"""What single values of a source may be: names, paths, encodings, rows of a header."""

import codecs
from typing import Annotated

from pydantic import AfterValidator

from perfos.company.values import Integer, Name, Text, refused


def _source_name(value: str) -> str:
    if "__" in value or value.endswith("_"):
        raise refused("allowed: a name without __ (raw tables are named <source>__<table>)")
    return value


def _inside(value: str) -> str:
    """Refuse a path that leaves the data folder."""
    parts = value.replace("\\", "/").split("/")
    if value.startswith(("/", "\\", "~")) or ".." in parts or ":" in parts[0]:
        raise refused("allowed: a path inside the data folder, without ..")
    return value


def _encoding(value: str) -> str:
    try:
        return codecs.lookup(value).name
    except LookupError:
        raise refused("allowed: an encoding such as utf-8 or windows-1252") from None


def _character(value: str) -> str:
    text = {"\\t": "\t", "tab": "\t"}.get(value, value)
    if len(text) != 1:
        raise refused("allowed: one character, or tab")
    return text


def _header(value: tuple[int, int]) -> tuple[int, int]:
    if not 1 <= value[0] <= value[1] <= value[0] + 9:
        raise refused("allowed: the first and the last row of the header, such as [3, 4]")
    return value


SourceName = Annotated[Name, AfterValidator(_source_name)]
Path = Annotated[Text, AfterValidator(_inside)]
Encoding = Annotated[Text, AfterValidator(_encoding)]
Character = Annotated[Text, AfterValidator(_character)]
Span = Annotated[tuple[Integer, Integer], AfterValidator(_header)]
