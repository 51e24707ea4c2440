"""The upgrades of rule packages, each with its shadow run's diff."""

from datetime import datetime

from dash import html
from dash.development.base_component import Component

from packages.upgrade.record import Upgrade
from semantic.dashboards.figures.upgrades import DIFF
from semantic.dashboards.parts import Children, paper, state, table
from semantic.dashboards.words import NOTHING, _, moment, number

KINDS = {
    "new": "{count} new",
    "changed": "{count} changed",
    "gone": "{count} gone",
    "sealed": "{count} of them about closed months",
}


def upgraded(rows: list[Upgrade], has_pay: bool) -> Component:
    """Return the upgrades; with the way to their diffs for who may see pay."""
    cells = [_row(one, has_pay) for one in rows]
    heads = [_("When (UTC)"), _("Package"), _("Who"), _("State"), _("Lines that differ"), ""]
    return paper(_("Upgrades"), table(heads, cells, _("No package was upgraded yet.")))


def _row(one: Upgrade, has_pay: bool) -> list[Children]:
    """Return one upgrade."""
    diff = one.found("compare_postings")
    begun = datetime.fromisoformat(one.steps[0]["at"]) if one.steps else None
    counts = [_(text, count=number(diff[kind])) for kind, text in KINDS.items() if diff.get(kind)]
    told = ", ".join(counts) or (_("no posting differs") if diff else NOTHING)
    href = f"/files/upgrade/{one.folder.name}/{DIFF}"
    return [
        moment(begun) if begun else NOTHING,
        f"{one.name} {one.before.version} \N{RIGHTWARDS ARROW} {one.after.version}",
        one.actor,
        state(one.status),
        told,
        html.A(_("Diff"), href=href, target="_blank") if diff and has_pay else "",
    ]
