"""What a check of plans found, and the plan file that it looks at."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from perfos.company.plan.plans import Plan
from perfos.company.problems import Location, spelled
from perfos.company.validate import YamlSource

Severity = Literal["error", "warning"]
Raw = dict[str, Any]


@dataclass(frozen=True)
class PlanFinding:
    """One thing that makes a plan pay wrongly, or not at all.

    Attributes:
        severity: An error pays wrongly or nothing; a warning is a habit that one regrets.
        file: Path relative to the company folder.
        line: Line in that file, from 1.
        field: Where in the file.
        found: What is there.
        advice: What to do.
    """

    severity: Severity
    file: str
    line: int | None
    field: str
    found: str
    advice: str


@dataclass(frozen=True)
class PlanFile:
    """A plan that could be read, with the places of its values.

    Attributes:
        plan: The plan.
        source: Its file.
    """

    plan: Plan
    source: YamlSource

    @property
    def raw(self) -> Raw:
        """The file's content as it was written: texts, lists and mappings."""
        data = self.source.yaml.data
        return data if isinstance(data, dict) else {}

    def components(self) -> Iterator[tuple[int, Raw]]:
        """Yield number and content of each component."""
        yield from enumerate(self.raw.get("components") or [])

    def error(self, at: Location, found: str, advice: str) -> PlanFinding:
        """Return an error at a place of the file."""
        return self._finding("error", at, found, advice)

    def warning(self, at: Location, found: str, advice: str) -> PlanFinding:
        """Return a warning at a place of the file."""
        return self._finding("warning", at, found, advice)

    def _finding(self, severity: Severity, at: Location, found: str, advice: str) -> PlanFinding:
        line = self.source.yaml.line(at)
        return PlanFinding(severity, self.source.file, line, spelled(at), found, advice)


def number(value: object) -> Decimal | None:
    """Return a number of a file, or None where it is none (a formula, nothing)."""
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def percent(value: Decimal) -> str:
    """Return a share as people say it."""
    return f"{(value * 100).normalize():f} %"
