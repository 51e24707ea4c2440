"""The semantic layer over a company that has run, asked as an auditor asks it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from perfos.paths import state_of
from semantic.client import SemanticClient
from semantic.secret import load_secret
from semantic.serve import running
from semantic.tokens import Viewer, mint

AUDITOR = Viewer("auditor", ("auditor",), "", ())
Groups: TypeAlias = dict[Any, tuple[Any, ...]]


class Asked:
    """One view of the semantic layer.

    Args:
        client: Who asks.
        view: The view's name.
    """

    def __init__(self, client: SemanticClient, view: str) -> None:
        self.client, self.view = client, view

    def by(self, key: str, *measures: str, **more: Any) -> Groups:
        """Return measures by a dimension, or by the granularity of a day: `closed_on.month`."""
        name, _, grain = key.partition(".")
        question: dict[str, Any] = {"measures": [f"{self.view}.{one}" for one in measures], **more}
        if grain:
            time = {"dimension": f"{self.view}.{name}", "granularity": grain}
            question["timeDimensions"] = [time]
        else:
            question["dimensions"] = [f"{self.view}.{name}"]
        rows = self.client.load(question).rows
        return {row[f"{self.view}.{key}"]: _values(row, question) for row in rows}

    def all(self, *measures: str) -> tuple[Any, ...]:
        """Return measures over everything."""
        question = {"measures": [f"{self.view}.{one}" for one in measures]}
        (row,) = self.client.load(question).rows
        return _values(row, question)


def _values(row: dict[str, Any], question: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in question["measures"])


@contextmanager
def asking(company: str, log: Path) -> Iterator[SemanticClient]:
    """Serve a company's snapshots until the block is left; give a client of an auditor."""
    secret = load_secret(company)
    with (
        running(state_of(company), secret, log) as url,
        SemanticClient(url, lambda: mint(company, secret, AUDITOR)) as client,
    ):
        yield client
