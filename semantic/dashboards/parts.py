"""The parts that pages are made of: figures, papers, tables, states, and empty places."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from semantic.dashboards.words import _

Cell: TypeAlias = Component | str | int | None
Children: TypeAlias = Cell | Sequence[Cell]

GOOD = {"closed", "paid", "approved", "accepted", "passed", "done", "yes", "good"}
WAITING = {
    "submitted", "calculated", "opened", "answered", "running", "stale", "under way",
    "warning",
}  # fmt: skip
BAD = {
    "reopened", "refused", "failed", "missing", "stopped", "interrupted", "rolled back",
    "critical",
}  # fmt: skip


def title(text: str, *right: Cell, hint: str = "") -> html.Div:
    """Return a page's heading, with what may be chosen on its right."""
    head = [html.H1(text), *([html.P(hint, className="hint")] if hint else [])]
    return dmc.Group(
        [html.Div(head), dmc.Group(list(right), gap="sm", align="flex-end")],
        justify="space-between",
        align="flex-end",
        mb="lg",
    )


def paper(heading: str, *children: Cell, right: Cell = None, **more: Any) -> html.Section:  # noqa: ANN401
    """Return a framed part of a page."""
    head = dmc.Group([html.H2(heading), right], justify="space-between", align="flex-start")
    return html.Section([head, *children], className="paper", **more)


def figure(
    label: Cell, value: str, hint: str = "", key: str = "", is_small: bool = False
) -> html.Div:
    """Return a number with its name; `key` is its id."""
    named = {"id": key} if key else {}
    size = "figure small" if is_small else "figure"
    parts = [html.Div(label, className="label"), html.Div(value, className=size, **named)]
    return html.Div(
        [*parts, *([html.P(hint, className="hint")] if hint else [])], className="paper"
    )


def figures(*cards: Component) -> dmc.SimpleGrid:
    """Return numbers beside each other; below each other on a phone."""
    return dmc.SimpleGrid(
        list(cards), cols={"base": 1, "xs": 2, "md": len(cards)}, spacing="md", mb="md"
    )


def columns(*parts: Component) -> dmc.SimpleGrid:
    """Return two parts beside each other where there is room."""
    return dmc.SimpleGrid(list(parts), cols={"base": 1, "md": 2}, spacing="md", mb="md")


def state(name: str) -> html.Span:
    """Return a state as a label; its colour says nothing that its word does not."""
    kind = "good" if name in GOOD else "wait" if name in WAITING else "bad" if name in BAD else ""
    return html.Span(_(name), className=f"state {kind}".strip())


def table(heads: Sequence[str], rows: Sequence[Sequence[Children]], empty_text: str) -> Component:
    """Return a table; a head that ends in `>` is of a column of numbers."""
    if not rows:
        return empty(empty_text)
    right = [head.endswith(">") for head in heads]

    def kind(number: int) -> str:
        return "right" if right[number] else ""

    top = [
        html.Th(h.removesuffix(">"), scope="col", className=kind(i)) for i, h in enumerate(heads)
    ]
    body = [
        html.Tr([html.Td(cell, className=kind(i)) for i, cell in enumerate(row)]) for row in rows
    ]
    made = html.Table([html.Thead(html.Tr(top)), html.Tbody(body)], className="plain")
    # A region that scrolls is reached by the keyboard, too.
    return html.Div(
        made, className="scroll", tabIndex="0", role="region", **_named(heads[0] or "…")
    )


def empty(text: str) -> html.P:
    """Return what stands where there is nothing."""
    return html.P(text, className="empty")


def message(heading: str, text: str) -> html.Div:
    """Return a page that has nothing but words."""
    return html.Div([html.H1(heading), html.P(text, className="soft")], className="paper")


def link(text: str, href: str) -> dmc.Anchor:
    """Return a link to another page of the dashboards."""
    return dmc.Anchor(text, href=href, underline="always", inherit=True)


def download(text: str, href: str) -> html.A:
    """Return a link to a file."""
    return html.A(text, href=href, download="")


def _named(text: str) -> dict[str, str]:
    return {"aria-label": text.removesuffix(">")}
