"""A standalone cluster on this machine: one master and two workers, each a process of its own."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyspark

WORKERS = 2
MEMORY = "1500m"
PATIENCE = 60


@contextmanager
def local_cluster(logs: Path) -> Iterator[str]:
    """Start a cluster, yield its address for `spark_session`, and stop it.

    Args:
        logs: Folder for the logs and working folders of its processes.

    Raises:
        TimeoutError: The master or a worker did not come up in a minute.
    """
    logs.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    address = f"spark://127.0.0.1:{port}"
    with ExitStack() as stack:
        stack.enter_context(
            _process("master.Master", logs / "master.log", "--port", str(port), "--webui-port", "0")
        )
        _wait_for(logs / "master.log", "I have been elected leader")
        for number in range(1, WORKERS + 1):
            log = logs / f"worker-{number}.log"
            options = ["--cores", "1", "--memory", MEMORY, "--webui-port", "0"]
            options += ["--work-dir", str(logs / f"worker-{number}"), address]
            stack.enter_context(_process("worker.Worker", log, *options))
            _wait_for(log, "Successfully registered with master")
        yield address


@contextmanager
def _process(name: str, log: Path, *options: str) -> Iterator[None]:
    """Run one of Spark's daemons in the foreground."""
    home = Path(pyspark.__file__).parent
    command = [str(home / "bin/spark-class"), f"org.apache.spark.deploy.{name}"]
    environment = os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
    with log.open("w") as output:
        daemon = subprocess.Popen(  # noqa: S603
            [*command, "--host", "127.0.0.1", *options],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield
        finally:
            daemon.terminate()
            daemon.wait(timeout=PATIENCE)


def _wait_for(log: Path, words: str) -> None:
    until = time.monotonic() + PATIENCE
    while words not in log.read_text():
        if time.monotonic() > until:
            raise TimeoutError(
                f"Spark did not come up in {PATIENCE} s. {log} ends with: {log.read_text()[-500:]}"
            )
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
