"""A statement as PDF: what moved the balances, then each line with the steps to its amount."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from reportlab.platypus import Flowable, Spacer

from perfos.cli.output import amount, number
from perfos.pdf import HEAD, TITLE, paragraph, table, write
from perfos.statement.content import Content


def write_pdf(content: Content, units: Mapping[str, int], file: Path) -> None:
    """Write a statement as PDF; the same statement gives the same bytes.

    Args:
        content: The statement.
        units: Digits after the point of each currency.
        file: Where to; overwritten.

    Raises:
        OSError: The file cannot be written.
    """
    title = f"Statement {content['payee_id']} {content['period']}"
    write(file, title, _story(content, units))


def _story(content: Content, units: Mapping[str, int]) -> Iterator[Flowable]:
    yield paragraph(f"Statement of {content['name']}, {content['period']}", HEAD)
    about = [f"{content['company'] or ''}", f"payee {content['payee_id']}"]
    yield paragraph(", ".join([*about, f"snapshot {content.get('snapshot')}"]))
    for balance in content["balances"]:
        code = balance["currency"]
        rows: list[tuple[object, ...]] = [
            ("Opening balance", amount(balance["opening"], code, units))
        ]
        rows += [(move["what"], amount(move["amount"], code, units)) for move in balance["moves"]]
        rows.append(("Closing balance", amount(balance["closing"], code, units)))
        yield paragraph(balance["title"], TITLE)
        yield table(["", "Amount>"], rows, [0.35, 0.15])
    yield paragraph("Lines", TITLE)
    heads = ["Line", "Date", "Event", "Customer", "Plan / component", "What", "How", "Amount>"]
    parts = [0.08, 0.07, 0.1, 0.12, 0.15, 0.08, 0.29, 0.11]
    yield table(heads, [_line(line, units) for line in content["lines"]], parts)
    yield paragraph("Switches", TITLE)
    switches = [
        (f"{one['plan_id']} / {one['component_id']}".strip(" /"), one["table"], one["values"])
        for one in content["switches"]
    ]
    yield table(["Component", "Where", "What counted"], switches, [0.2, 0.13, 0.67])
    yield Spacer(1, 4)


def _line(line: Mapping[str, Any], units: Mapping[str, int]) -> list[object]:
    about = "" if line["is_earned_now"] else f", {line['kind']} about {line['period']}"
    return [
        line["entry_id"][:10],
        line["date"],
        line["event_id"],
        line["customer"],
        f"{line['plan_id']} / {line['component']}",
        f"{line['reason']}{about}",
        "\n".join(_how(line)),
        amount(line["amount"], line["currency"], units),
    ]


def _how(line: Mapping[str, Any]) -> Iterator[str]:
    """Yield the steps of a line, as they are worked out on paper."""
    if line["quota"]:
        before, after = (number(line[name] or Decimal(0)) for name in ("before", "after"))
        yield f"{before} to {after} of a quota of {number(line['quota'])}"
    for step in line["steps"]:
        base, rate, value = (step[name] for name in ("base", "rate", "amount"))
        words = "" if rate is None else f" {number(rate)}" if base is None else ""
        product = "" if base is None or rate is None else f" {number(base)} x {number(rate)}"
        result = "" if value is None else f" {'= ' if product else ''}{number(value)}"
        yield f"{step['what']}{product}{words}{result}"
