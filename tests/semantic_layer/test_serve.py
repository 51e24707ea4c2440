"""`perfos serve` and `perfos token`, as somebody types them."""

import os
import subprocess
import sys

import pytest

from perfos.company.init import init_company
from semantic.client import SemanticClient
from semantic.errors import QueryError
from semantic.serve import address

PERFOS = [sys.executable, "-c", "from perfos.cli import app; app()"]


@pytest.fixture
def environment(world, tmp_path):
    """Return the environment of a shell in which the company is worked on."""
    folder = init_company(tmp_path / "company", name="small")
    return os.environ | {
        "PERFOS_HOME": str(world.state.folder.parent),
        "PERFOS_COMPANY": str(folder),
        "CUBEJS_DEV_MODE": "true",
        "CUBEJS_PLAYGROUND_AUTH_SECRET": "x" * 64,
        "NODE_OPTIONS": "--no-such-option",
    }


def perfos(environment, *words):
    """Run a command to its end."""
    return subprocess.run([*PERFOS, *words], env=environment, capture_output=True, text=True)


def test_serve_and_token_fit_together(environment, tmp_path):
    log = tmp_path / "log"
    with log.open("w") as output:
        served = subprocess.Popen([*PERFOS, "serve", "--port", "0"], env=environment, stderr=output)
    try:
        url = address(served, log)
        assert url.startswith("http://127.0.0.1:")
        token = perfos(environment, "token", "r11").stdout.strip()
        rows = SemanticClient(url, lambda: token).load({"dimensions": ["statements.payee_id"]}).rows
        assert rows == [{"statements.payee_id": "r11"}]
        taken = perfos(environment, "serve", "--port", url.rsplit(":", 1)[1])
        assert taken.returncode == 1 and "EADDRINUSE" in taken.stderr
        with pytest.raises(QueryError):
            SemanticClient(url, lambda: perfos(environment, "token", "eve").stdout).meta()
    finally:
        served.terminate()
        assert served.wait(timeout=20) == 0


def test_a_token_for_nobody(environment):
    done = perfos(environment, "token", "eve")
    assert done.returncode == 5 and "neither in access.yml" in done.stderr


def test_nothing_is_published(environment, tmp_path):
    done = perfos({**environment, "PERFOS_HOME": str(tmp_path / "empty")}, "serve")
    assert done.returncode == 4 and "perfos run" in done.stderr


def test_a_secret_that_others_can_read(environment):
    assert perfos(environment, "token", "r11").returncode == 0
    (key,) = [path for path in os.scandir(environment["PERFOS_KEYS"])]
    os.chmod(key.path, 0o644)  # noqa: PTH101 - It is an entry of a folder.
    done = perfos(environment, "token", "r11")
    assert done.returncode == 3 and "chmod 600" in done.stderr
