"""Starting the semantic layer and the dashboards over it, together."""

import os
import signal
import socket
import sys
import threading
from contextlib import nullcontext, suppress
from pathlib import Path

import waitress

from semantic.client import SemanticClient
from semantic.dashboards.app import create_server
from semantic.dashboards.place import Place
from semantic.dashboards.provider import provider_of
from semantic.errors import QueryError
from semantic.secret import load_secret
from semantic.serve import running
from semantic.tokens import Viewer, mint

LOG = "semantic-layer.log"
"""File in the company's state with what the semantic layer says, such as whom it refused."""
THREADS = 8


def run(
    folder: Path,
    data: Path | None,
    host: str,
    port: int,
    cube: str = "",
    has_accounts: bool = False,
) -> None:
    """Serve a company's dashboards until stopped.

    Args:
        folder: The company folder.
        data: Where its sources look for files; None for its own data folder.
        host: Address to listen on.
        port: Port to listen on.
        cube: Address of a semantic layer that runs already; empty to start one.
        has_accounts: Whether accounts of the company's own let in beside a provider; without a
            provider they do.

    Raises:
        CompanyError: The folder has mistakes.
        FileNotFoundError: Node.js or Cube is not installed.
        RuntimeError: The semantic layer does not start.
        SettingError: The provider that people sign in with is not set right.
    """
    provider = provider_of(os.environ)
    # Whoever stops this stops the semantic layer, too: SIGTERM alone would leave it running.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    where = Place.of(folder, data, cube)
    secret, log = load_secret(where.name), where.state.folder / LOG
    with nullcontext(cube) if cube else running(where.state, secret, log) as address:
        there = Place.of(folder, data, address)
        threading.Thread(target=warm, args=[there], daemon=True).start()
        server = create_server(there, provider, has_accounts or provider is None)
        waitress.serve(server, host=host, port=port, threads=THREADS, ident=None)


def warm(there: Place) -> None:
    """Have the semantic layer read its model and open the snapshot before somebody waits for it."""
    everything = Viewer(sub="dashboards", groups=("auditor",), person="", team=())
    token = mint(there.name, load_secret(there.name), everything)
    with suppress(QueryError), SemanticClient(there.cube, lambda: token) as client:
        client.load({"dimensions": ["periods.period"], "limit": 1})


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
