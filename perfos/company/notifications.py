"""notifications.yml: who is told when a month moves, a KPI gets bad, or a source changes."""

from typing import Annotated, Literal

from pydantic import Field

from perfos.company.values import Name, Strict, Text, matching

Action = Literal[
    "calculated", "submitted", "approved", "closed", "paid", "reopened", "waived",
    "dispute_opened", "dispute_answered", "dispute_accepted", "dispute_refused",
]  # fmt: skip
Variable = Annotated[str, *matching("[A-Z][A-Z0-9_]*", "a variable's name such as MAIL_FINANCE")]


class Notification(Strict):
    """One address, and what it is told of."""

    to: Variable = Field(
        description="Name of an environment variable that holds an Apprise URL: mail, Slack, "
        "Teams, a webhook. The URL holds secrets and never stands here."
    )
    on: tuple[Action, ...] = Field(min_length=1)
    title: Text = "{company} {period}: {action}"
    body: Text = "{action} by {actor}. {reason}"


class KpiNotification(Strict):
    """One address, and the states of KPIs that it is told of."""

    to: Variable
    on: tuple[Literal["warning", "critical", "good"], ...] = Field(
        default=("warning", "critical", "good"),
        min_length=1,
        description="good: when it was past a threshold before.",
    )
    kpis: tuple[Name, ...] | None = Field(default=None, description="Which; all where not said.")
    title: Text = "{company}: {kpi} is {status}"
    body: Text = (
        "{kpi} was {value} in {period}; the target is {target}. Before: {before}. Owner: {owner}."
    )


class DriftNotification(Strict):
    """One address that is told when the columns of a source change."""

    to: Variable
    title: Text = "{company}: columns of a source have changed"
    body: Text = "{changes}"


class Notifications(Strict):
    """The whole of notifications.yml."""

    send: tuple[Notification, ...] = ()
    kpis: tuple[KpiNotification, ...] = ()
    drift: tuple[DriftNotification, ...] = ()
