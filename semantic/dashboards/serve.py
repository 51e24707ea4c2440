"""Starting the semantic layer and the dashboards over it, together."""

import contextlib
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import waitress

from perfos.paths import state_of
from semantic.dashboards.app import create_server
from semantic.dashboards.place import Place
from semantic.secret import load_secret
from semantic.serve import command, environment

PATIENCE = 60
"""Seconds that the semantic layer may take to start."""
THREADS = 8


def run(folder: Path, data: Path | None, host: str, port: int, cube: str = "") -> None:
    """Serve a company's dashboards until stopped.

    Args:
        folder: The company folder.
        data: Where its sources look for files; None for its own data folder.
        host: Address to listen on.
        port: Port to listen on.
        cube: Address of a semantic layer that runs already; empty to start one.

    Raises:
        CompanyError: The folder has mistakes.
        FileNotFoundError: Node.js or Cube is not installed.
        RuntimeError: The semantic layer does not start.
    """
    where = Place.of(folder, data, cube)
    with contextlib.nullcontext(cube) if cube else semantic_layer(where.name) as address:
        server = create_server(Place.of(folder, data, address))
        waitress.serve(server, host=host, port=port, threads=THREADS, ident=None)


@contextlib.contextmanager
def semantic_layer(company: str) -> Iterator[str]:
    """Run the semantic layer of a company on a free port; yield its address."""
    port = free_port()
    settings = environment(state_of(company), load_secret(company), "127.0.0.1", port)
    process = subprocess.Popen(  # noqa: S603 - Our own program, and no shell.
        command(), env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the semantic layer answers."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up and process.poll() is None:
        with contextlib.suppress(httpx.HTTPError):
            httpx.get(f"{address}/livez", timeout=2)
            return
        time.sleep(0.2)
    raise RuntimeError("the semantic layer does not start: `make serve` says why")
