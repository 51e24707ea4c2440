"""dbt inside this process: parse once, build what is asked for, say in words what failed.

In process a build of one model takes 0.2 s instead of the command line's 2.5 s.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from transform.fingerprint import fingerprint
from transform.invoke import invoke
from transform.parsed import Parsed
from transform.results import DbtFailed, NodeResult, explain, result_of
from transform.workspace import Workspace

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

REMEMBERED = "partial_parse.msgpack"
"""What dbt remembers of the project that it has parsed last."""

__all__ = ["Dbt", "DbtFailed", "NodeResult"]


class Dbt:
    """The dbt project in one workspace.

    Not thread-safe: dbt keeps its adapter in the process, and works in the workspace's folder.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._manifest: Manifest | None = None
        self._fingerprint = ""

    def manifest_path(self) -> Path:
        """Return the path of an up-to-date manifest.json."""
        if not self._is_parsed(fingerprint(self.workspace.project_dir)):
            self.parse()
        return self.workspace.target_dir / "manifest.json"

    def parse(self) -> "Manifest":
        """Return the parsed project, from memory while no file of it changed.

        Raises:
            DbtFailed: The project does not parse.
        """
        found = fingerprint(self.workspace.project_dir)
        if self._manifest is None or self._fingerprint != found:
            # Two runs of one company may start at once, and parse into the same folder.
            with FileLock(self.workspace.target_dir / "parse.lock"):
                self._manifest = self._remembered() if self._is_parsed(found) else None
                if self._manifest is None:
                    self._stamp().unlink(missing_ok=True)
                    self._manifest = self._parse_project()
                    self._stamp().write_text(found)
            self._fingerprint = found
        return self._manifest

    def _is_parsed(self, found: str) -> bool:
        """Return whether a project with this fingerprint was parsed last."""
        target, stamp = self.workspace.target_dir, self._stamp()
        is_there = all((target / name).is_file() for name in ("manifest.json", REMEMBERED))
        return is_there and stamp.is_file() and stamp.read_text() == found

    def _remembered(self) -> "Manifest | None":
        """Return what dbt remembers; no file of the project is read, and none is written.

        Where something besides the files has changed, as a variable of the environment in the
        profile, dbt drops what it remembers, and is left with nothing: then this is None.
        """
        command = ["parse", "--no-write-json", "--no-partial-parse-file-diff"]
        found: Manifest = invoke(self.workspace, command).result  # type: ignore[assignment]
        return found if found.nodes else None

    def _parse_project(self) -> "Manifest":
        """Parse what changed; from nothing where what dbt remembers is no longer of use."""
        parsed = Parsed(self.workspace.project_dir, self.workspace.target_dir)
        parsed.borrow()
        try:
            found = invoke(self.workspace, ["parse"])
        except DbtFailed:
            parsed.forget()
            found = invoke(self.workspace, ["parse"])
        parsed.lend()
        return found.result  # type: ignore[return-value]

    def build(self, select: str, tests: str = "buildable") -> list[NodeResult]:
        """Build the selected models and run their data tests.

        Args:
            select: dbt's node selection, several criteria apart by blanks.
            tests: Which tests go with a model: those whose other models are there, too
                (`buildable`), or none but the selected ones (`empty`).

        Raises:
            DbtFailed: A node or a test failed; what depends on it was not built.
        """
        command = ["build", "--exclude-resource-type", "unit_test"]
        return self._run([*command, "--indirect-selection", tests], select)

    def run(self, select: str) -> list[NodeResult]:
        """Build the selected models without their tests.

        Raises:
            DbtFailed: A model failed.
        """
        return self._run(["run"], select)

    def compile(self, select: str) -> list[NodeResult]:
        """Return the SQL that the selected models and data tests come to; nothing is run.

        Raises:
            DbtFailed: A model or a test cannot be compiled.
        """
        return self._run(["compile"], select)

    def test_units(self, select: str) -> list[NodeResult]:
        """Run the unit tests of the selected models; the tables that they read must exist.

        Raises:
            DbtFailed: A unit test failed.
        """
        return self._run(["test", "--resource-type", "unit_test"], select)

    def _stamp(self) -> Path:
        """Return the file that holds the fingerprint of what was parsed last."""
        path = self.workspace.target_dir / "fingerprint"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _run(self, command: list[str], select: str) -> list[NodeResult]:
        """Run a dbt command over the parsed project; its artifacts, slow to write, stay."""
        command = [*command, "--no-write-json", "--select", *select.split()]
        outcome = invoke(self.workspace, command, self.parse())
        results = [
            result_of(run, self.workspace.project_dir)
            for run in getattr(outcome.result, "results", [])
        ]
        nodes = [result for result in results if result.resource_type != "operation"]
        if not outcome.success:
            raise DbtFailed(explain(results), nodes)
        return nodes
