"""The tree that `perfos explain` prints: each branch is one step further back."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rich.tree import Tree

from perfos.cli.derivation import Derivation, Slice
from perfos.cli.explain_origin import add_event, add_record
from perfos.cli.output import amount, attainment, number, plain, rate, signed
from perfos.statement.words import steps_of

PAYABLE = "commission_payable"
TIMES = "\N{MULTIPLICATION SIGN}"


def tree(line: Mapping[str, Any], units: Mapping[str, int]) -> Tree:
    """Return the tree of one line."""
    entry, derivation = line["entry"], line["derivation"]
    posted = [one for one in line["posted"] if one["account"] == PAYABLE]
    stands = -sum((one["amount"] for one in posted), Decimal(0))
    payee = entry["payee"] or entry["party_id"]
    reason = f", {entry['reason']}" if entry["reason"] else ""
    what = f"{entry['component']}{reason}"
    root = Tree(
        plain(f"{amount(stands, entry['currency'], units)} to {payee} for {what}"),
        guide_style="dim",
    )
    _add_posted(root, line["posting_key"], posted, entry["transaction_id"], units)
    if derivation:
        _add_derivation(root, derivation, entry, units)
    else:
        root.add("the rule package wrote down no derivation")
    if line["record"]:
        add_record(root, line["record"], entry)
    else:
        add_event(root, line["event"], entry, units)
    return root


def _add_posted(
    root: Tree, key: str, posted: list[dict[str, Any]], chosen: str, units: Mapping[str, int]
) -> None:
    """Add what stands in the ledger under the key, oldest first; mark the chosen transaction."""
    branch = root.add(plain(f"Posted as {key}"))
    for one in posted:
        mark = "→ " if one["transaction_id"] == chosen else ""
        about = "" if one["period"] == one["posting_period"] else f", about {one['period']}"
        branch.add(
            plain(
                f"{mark}{amount(-one['amount'], one['currency'], units)} in {one['posting_period']}"
                f" ({one['kind']}{about}), entry {one['entry_id'][:10]}, "
                f"{one['package']} {one['package_version']}, run {one['run_id']}"
            )
        )


def _add_derivation(
    root: Tree, found: Derivation, entry: Mapping[str, Any], units: Mapping[str, int]
) -> None:
    """Add the steps from the rounded amount back to the credit."""
    currency = entry["currency"]
    if "slices" not in found.raw:
        for step in steps_of(found):
            said = step["amount"] if step["rate"] is None else step["rate"]
            root.add(plain(step["what"] if said is None else f"{step['what']}: {number(said)}"))
        return
    root.add(
        plain(
            f"Rounding: {signed(found.rounding)}, from {number(found.earned + found.cap)} to "
            f"{amount(found.amount, currency, units)}"
        )
    )
    taken = (
        f"{signed(found.cap)}, from {number(found.earned)}" if found.cap else "nothing taken away"
    )
    root.add(plain(f"Cap: {taken}"))
    branch = root.add(plain(f"Earned: {number(found.earned)} {currency}"))
    for part in found.slices:
        branch.add(plain(_slice(part, entry["rate_unit"])))
    reached = attainment(found.before, found.after, found.quota)
    branch = root.add(plain(f"Attainment: {reached}"))
    if found.quota:
        way = attainment(found.before, found.after, None)
        branch.add(plain(f"quota of the window {number(found.quota)}, position {way}"))
    if found.credited is None:
        return
    share = "-" if found.share is None else f"{number(found.share * 100)} %"
    branch = root.add(plain(f"Credit: {amount(found.credited, currency, units)}"))
    if found.measured is not None:
        branch.add(plain(f"{share} of {number(found.measured)} {found.event_currency}"))
    if found.event_currency != currency and found.event_rate and found.plan_rate:
        branch.add(
            plain(
                f"rates of the day to the company's currency: {found.event_currency} "
                f"{number(found.event_rate)}, {currency} {number(found.plan_rate)}"
            )
        )


def _slice(part: Slice, unit: str | None) -> str:
    """Return one slice as a sum that can be done by hand."""
    way = ""
    if part.from_ is not None:
        end = "on" if part.to is None else f"to {number(part.to)}"
        way = f" ({number(part.from_)} {end})"
    kind = "top-up of earlier credits, " if part.kind == "top_up" else ""
    return (
        f"{kind}tier {part.tier}{way}: {number(part.base)} {TIMES} {rate(part.rate, unit)} "
        f"= {number(part.amount)}"
    )
