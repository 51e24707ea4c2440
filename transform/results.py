"""What became of the nodes of a build, and the error that says which of them failed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

FAILED = ("error", "fail", "runtime error", "partial success")


@dataclass(frozen=True)
class NodeResult:
    """What became of one model, test or hook.

    Attributes:
        unique_id: dbt's id, like `model.performance_os.event`.
        resource_type: model, test, unit_test, ...
        status: success, pass, warn, error, fail or skipped.
        seconds: How long it ran.
        message: What DuckDB or the test said.
        failures: How many rows a test found; None where nothing was tested.
        compiled: The SQL as it ran; empty where it is not known.
        since: The run that built it, where nothing has changed since then; else empty.
    """

    unique_id: str
    resource_type: str
    status: str
    seconds: float
    message: str
    failures: int | None
    compiled: str = ""
    since: str = ""


class DbtFailed(Exception):
    """A build in which something failed; the message names each failed node and why.

    Attributes:
        results: Every node's result, the successful ones too.
    """

    def __init__(self, message: str, results: list[NodeResult] | None = None) -> None:
        super().__init__(message)
        self.results = results or []


def result_of(run: Any, project: Path) -> NodeResult:  # noqa: ANN401
    """Return one of the results that dbt hands back at the end.

    Args:
        run: The result.
        project: The folder that dbt was called in: its paths begin there, and ours at the root.
    """
    node, message = run.node, run.message or ""
    if node.resource_type == "test" and run.failures:
        rows = "1 row" if run.failures == 1 else f"{run.failures} rows"
        message = f"{rows} should not be; the query in {node.compiled_path} lists them"
    for name in ("compiled_path", "build_path"):
        if path := getattr(node, name, None):
            message = message.replace(str(path), str(project / path))
    return NodeResult(
        node.unique_id,
        str(node.resource_type),
        str(run.status),
        run.execution_time,
        message,
        run.failures,
        getattr(node, "compiled_code", None) or "",
    )


def explain(results: list[NodeResult]) -> str:
    """Return what failed, a paragraph for each node, the root causes only."""
    failed = [result for result in results if result.status in FAILED]
    lines = [
        f"{result.resource_type} {result.unique_id.split('.')[2]}: {result.message.strip()}"
        for result in failed
    ]
    skipped = sum(result.status == "skipped" for result in results)
    return "\n".join([f"{len(failed)} failed, {skipped} skipped because of it", *lines])
