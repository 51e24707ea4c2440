"""What somebody asks for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Request:
    """A step that somebody wants taken.

    Attributes:
        period: The month, YYYY-MM.
        actor: Who asks.
        reason: Why.
        run_id: The run in Dagster that carries it out.
    """

    period: str
    actor: str
    reason: str
    run_id: str
