"""notifications.yml: who is told when a month moves."""

from typing import Annotated, Literal

from pydantic import Field

from perfos.company.values import Strict, Text, matching

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


class Notifications(Strict):
    """The whole of notifications.yml."""

    send: tuple[Notification, ...] = ()
