"""What is wrong with a company folder: one problem names one place and what would be right."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

# With more names than this, thousands of problems would each take long to find the nearest one.
_MANY = 500

Location = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in one place.

    Attributes:
        file: Path relative to the company folder, with forward slashes.
        line: Line in that file, from 1; None when the file as a whole is meant.
        field: Where in the file, such as `components[0].rate.kind`; may be empty.
        found: What stands there, shortened.
        allowed: What may stand there, or what to do.
    """

    file: str
    line: int | None
    field: str
    found: str
    allowed: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        field = f" {self.field}:" if self.field else ""
        return f"{place}:{field} found {self.found}; {self.allowed}"


class CompanyError(Exception):
    """The company folder cannot be used; `problems` lists every reason, file by file."""

    def __init__(self, folder: Path, problems: Iterable[Problem]) -> None:
        self.folder = folder
        self.problems = in_order(problems)
        super().__init__(listed(folder, self.problems))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return each problem once, file by file and line by line."""
    return sorted(set(problems), key=lambda p: (p.file, p.line or 0, p.field, p.found))


def listed(folder: Path, problems: Sequence[Problem]) -> str:
    """Return all problems of a folder as text, one a line."""
    head = f"{folder} has {len(problems)} problem{'s' if len(problems) != 1 else ''}:"
    return "\n".join([head, *(f"  {problem}" for problem in problems)])


@dataclass(frozen=True)
class Finding:
    """A problem whose place is known only as a path inside its document."""

    at: Location
    found: str
    allowed: str


class FindingsError(ValueError):
    """Raised inside a validator to report several findings at once."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(f"found {f.found}; {f.allowed}" for f in findings))


def shown(value: object, length: int = 60) -> str:
    """Return a value as a reader sees it in the file: quoted, on one line, shortened."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return f"a mapping with {', '.join(map(str, value)) or 'nothing in it'}"[:length]
    if isinstance(value, list):
        return f"a list of {len(value)}"
    text = " ".join(str(value).split())
    return f'"{text if len(text) <= length else text[: length - 1] + "…"}"'


def one_of(found: object, allowed: Iterable[str]) -> str:
    """Return what is allowed, led by the likeliest meaning of what was found."""
    names = list(allowed)
    if len(names) > _MANY:
        return f"allowed: one of the {len(names):,} that there are"
    names.sort()
    close = difflib.get_close_matches(str(found), names, n=1, cutoff=0.6)
    hint = f'did you mean "{close[0]}"? ' if close else ""
    listed = ", ".join(names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else "")
    return f"{hint}allowed: {listed or 'none so far'}"


def spelled(at: Location) -> str:
    """Return a location as one word: `components[0].rate.kind`."""
    word = ""
    for step in at:
        word += f"[{step}]" if isinstance(step, int) else f".{step}" if word else step
    return word
