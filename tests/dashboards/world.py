"""A small company with a published run, and its dashboards over a real semantic layer."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from perfos.paths import State
from semantic.dashboards.accounts import Accounts
from semantic.dashboards.serve import free_port
from semantic.snapshot import Snapshots
from tests.dagster_home import dagster_home
from tests.dashboards.company import widen

PERFOS = [sys.executable, "-c", "from perfos.cli import app; app()"]
PEOPLE = (
    "ada",
    "ben",
    "cleo",
    "preparer",
    "approver",
    "controller",
    "auditor",
    "analyst",
    "administrator",
)


@dataclass
class World:
    """A company and where its dashboards are.

    Attributes:
        folder: The company folder.
        root: Where its state, keys and Dagster's instance are.
        url: Where the dashboards are.
        passwords: Of each person.
        name: The company's.
        settings: Environment variables besides those that every process gets.
    """

    folder: Path
    root: Path
    url: str = ""
    name: str = "acme"
    passwords: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def state(self) -> State:
        """Where the company's runs write."""
        return State(self.root / "home" / self.name)

    @property
    def environment(self) -> dict[str, str]:
        """What its processes get."""
        return os.environ | {
            "PERFOS_HOME": str(self.root / "home"),
            "PERFOS_KEYS": str(self.root / "keys"),
            "DAGSTER_HOME": str(self.root / "dagster"),
            "USER": "nightly",
            **self.settings,
        }

    def perfos(self, *arguments: str) -> None:
        """Run a command about the company."""
        command = [*PERFOS, f"--company={self.folder}", *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    def ask(self, query: str) -> list[tuple]:
        """Return rows of the published snapshot, straight from its files."""
        with Snapshots(self.state).open() as snapshot:
            return snapshot.execute(query).fetchall()

    def client(self, who: str = "") -> httpx.Client:
        """Return a client with the session of a person; of nobody if none is named."""
        client = httpx.Client(base_url=self.url, timeout=60)
        if who:
            answer = self.sign_in(client, who, self.passwords[who])
            assert answer.status_code == 302, answer.text
        return client

    def sign_in(self, client: httpx.Client, who: str, password: str) -> httpx.Response:
        """Send the form of the sign-in."""
        page = client.get("/sign-in").text
        found = re.search(r'name="csrf" value="(.+?)"', page)
        assert found, page
        return client.post(
            "/sign-in", data={"csrf": found[1], "name": who, "password": password, "next": "/"}
        )


def make_world(root: Path) -> World:
    """Make the company, with one record that cannot be used, and calculate it."""
    world = World(root / "acme", root)
    dagster_home(root / "dagster")
    subprocess.run([*PERFOS, "init", str(world.folder)], env=world.environment, check=True)
    widen(world.folder)
    world.perfos("run", "--reason=first", "--by=preparer")
    accounts = Accounts.of(world.state)
    world.passwords = {name: accounts.set_password(name) for name in PEOPLE}
    return world


@contextmanager
def serving(world: World, port: int = 0) -> Iterator[World]:
    """Run the dashboards on a port, a free one if none is named, until the block is left."""
    port = port or free_port()
    world.url = f"http://127.0.0.1:{port}"
    command = [*PERFOS, f"--company={world.folder}", "dashboards", f"--port={port}"]
    log = world.root / "dashboards.log"
    with log.open("w") as output:
        process = subprocess.Popen(command, env=world.environment, stdout=output, stderr=output)
    try:
        _wait(world.url, process, log)
        yield world
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        try:
            httpx.get(f"{url}/sign-in")
        except httpx.HTTPError:
            assert process.poll() is None, log.read_text()
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"the dashboards do not start: {log.read_text()}")
