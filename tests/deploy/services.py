"""The services of docker-compose.yml as processes of this machine: same command, same settings."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from tests.deploy.files import compose, image_tree, instructions

BIN = Path(sys.executable).parent
ADDRESSES = ("PERFOS_SEMANTIC_URL", "PERFOS_CUBE")
"""Where Compose has Cube: these processes do without."""
EVERYWHERE = "0.0.0.0"  # noqa: S104 - Of a container; here it is replaced.


class Services:
    """Containers without containers.

    Attributes:
        folder: Stands for the root of the image's file system.
        ports: The port on this machine for each that a service listens on in its container.
    """

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.ports = {port: free_port() for port in ("4266", "3000")}
        self._services = compose()
        self._database = sa.make_url(database)
        self._tree = image_tree(folder / "opt" / "performance-os")
        self.home = Path(self._moved(self._image()["DAGSTER_HOME"]))
        self.home.mkdir(parents=True)
        for name in ("dagster.yaml", "workspace.yaml"):
            (self.home / name).write_bytes((self._tree / "deploy" / name).read_bytes())

    def _image(self) -> dict[str, str]:
        """Return the variables that the images set; the path is another on this machine."""
        pairs = [pair for word, rest in instructions() if word == "ENV" for pair in rest.split()]
        found = dict(pair.split("=", 1) for pair in pairs)
        return {name: value for name, value in found.items() if name != "PATH"}

    def environment(self, name: str) -> dict[str, str]:
        """Return the environment of a service; hosts and ports are those of this machine."""
        given = {key: str(value) for key, value in self._services[name]["environment"].items()}
        given |= {
            "DAGSTER_PG_HOST": str(self._database.host),
            "DAGSTER_PG_PORT": str(self._database.port),
            "DAGSTER_PG_DB": str(self._database.database),
            "DAGSTER_PG_USERNAME": str(self._database.username),
            "DAGSTER_PG_PASSWORD": str(self._database.password),
            "PERFOS_CODE_HOST": "127.0.0.1",
            "PERFOS_CODE_PORT": self.ports["4266"],
        }
        kept = {key: os.environ[key] for key in ("LANG", "TMPDIR", "TZ") if key in os.environ}
        inside = {key: self._moved(value) for key, value in (self._image() | given).items()}
        path = f"{BIN}:{os.environ['PATH']}"
        without = {key: value for key, value in inside.items() if key not in ADDRESSES}
        return kept | without | {"PATH": path, "PYTHONPATH": str(self._tree)}

    def _moved(self, text: str) -> str:
        """Return a path of the image as one of this machine, and a port as one that is free."""
        for port, free in self.ports.items():
            text = free if text == port else text.replace(f":{port}/", f":{free}/")
        absolute = text.startswith(("/srv", "/opt"))
        return f"{self.folder}{text}" if absolute else text.replace(EVERYWHERE, "127.0.0.1")

    def command(self, words: list[str]) -> list[str]:
        """Return a command of a service with this machine's paths and ports."""
        return [self._moved(word) for word in words]

    @contextmanager
    def running(self, name: str) -> Iterator[Path]:
        """Run a service until the block is left; yield the file of what it says."""
        log = self.folder / f"{name}.log"
        with log.open("w") as output:
            process = subprocess.Popen(
                self.command(self._services[name]["command"]),
                env=self.environment(name),
                cwd=self.folder,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        try:
            yield log
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)

    def is_healthy(self, name: str) -> bool:
        """Return what the service's own health check says."""
        _kind, *words = self._services[name]["healthcheck"]["test"]
        return self.call(name, words).returncode == 0

    def call(self, name: str, words: list[str]) -> "subprocess.CompletedProcess[str]":
        """Run a command as `docker compose exec NAME` would."""
        return subprocess.run(
            self.command(words),
            env=self.environment(name),
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=400,
        )


def free_port() -> str:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])
