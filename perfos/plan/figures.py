"""The figures that an example may expect: sums over postings, readings off the credits."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from perfos.company.plan.examples import SELECTORS
from perfos.plan.rows import Row

# What these post stands for a whole month, beside the lines of its events.
OF_A_MONTH = {"gate", "multiplier", "floor", "cap", "matrix", "pool", "contest"}


@dataclass(frozen=True)
class Chosen:
    """What the selectors of an expectation leave.

    Attributes:
        credits: Credits with their attainment, in the order of the events.
        lines: Lines of the postings.
    """

    credits: list[Row]
    lines: list[Row]


def chosen(credits: Iterable[Row], lines: Iterable[Row], line: Row) -> Chosen:
    """Return the credits and lines that an expectation is about."""
    wanted = {name: str(line[name]) for name in SELECTORS if name in line}

    def fits(row: Row, names: Iterable[str]) -> bool:
        return row["period"] <= wanted.get("until", row["period"]) and all(
            row[name].startswith(wanted[name])
            if name == "period"
            else str(row[name]) == wanted[name]
            for name in names
            if name in wanted and name != "until"
        )

    about_events = "event" in wanted and "kind" not in wanted
    return Chosen(
        [row for row in credits if fits(row, SELECTORS[:-1])],
        [
            row
            for row in lines
            if fits(row, SELECTORS) and not (about_events and row["kind"] in OF_A_MONTH)
        ],
    )


def exact(value: Any) -> Any:  # noqa: ANN401
    """Return the numbers of a file as the decimals that they were written as."""
    if isinstance(value, list | tuple):
        return [exact(one) for one in value]
    try:
        return value if value is None or isinstance(value, bool) else Decimal(str(value))
    except InvalidOperation:
        return value


def _posted(account: str, sign: int, name: str = "amount") -> Callable[[Chosen], Decimal]:
    return lambda found: sum(
        (sign * row[name] for row in found.lines if row["account"] == account), Decimal(0)
    )


def _of_kind(kind: str, found: Chosen) -> Chosen:
    return Chosen(found.credits, [row for row in found.lines if row["kind"] == kind])


def _credited(name: str) -> Callable[[Chosen], Decimal]:
    return lambda found: sum((row[name] for row in found.credits), Decimal(0))


def _slices(found: Chosen) -> list[list[Any]]:
    return [list(part.values()) for row in found.credits for part in row["slices"]]


def _last(name: str) -> Callable[[Chosen], Decimal | None]:
    return lambda found: found.credits[-1][name] if found.credits else None


def _quotient(part: Callable[[Chosen], Decimal], total: str) -> Callable[[Chosen], Decimal | None]:
    def quotient(found: Chosen) -> Decimal | None:
        below = _credited(total)(found)
        return part(found) / below if below else None

    return quotient


FIGURES: dict[str, Callable[[Chosen], Any]] = {
    "pays": _posted("commission_payable", -1),
    "reports": _posted("commission_payable", -1, "amount_reporting"),
    "expensed": _posted("commission_expense", 1),
    "held": _posted("commission_held", -1),
    "advanced": _posted("draw_receivable", 1),
    "asset": _posted("contract_cost", 1),
    "impaired": _posted("contract_cost_impairment", 1),
    "credited": _credited("credited"),
    "reached": _last("reached"),
    "attained": _last("attained"),
    "quota": _last("quota"),
    "slices": _slices,
    "bases": lambda found: [base for _, base, _, _ in _slices(found)],
    "rates": lambda found: [rate for _, _, rate, _ in _slices(found)],
    "parts": lambda found: [amount for _, _, _, amount in _slices(found)],
    "blended": _quotient(_posted("commission_payable", -1), "credited"),
    "exchanged": _quotient(_credited("credited"), "measured"),
    "taken": lambda found: _posted("commission_expense", -1)(_of_kind("clawback", found)),
    "commensurate": lambda found: next(
        (row["commensurate"] for row in found.lines if row["commensurate"] is not None), None
    ),
    "on": lambda found: max((str(line["effective_on"]) for line in found.lines), default=None),
}
