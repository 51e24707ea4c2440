"""A calculated company and one with two closed months, made once for all tests and workers."""

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.audit.story import Story

MONTHS = ["2026-01", "2026-02"]


@pytest.fixture(scope="session")
def calculated(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Story:
    """Return a company that was calculated once; to be copied, not to be changed."""
    return _made_once(tmp_path_factory, worker_id, "calculated", _calculate)


@pytest.fixture(scope="session")
def sealed(tmp_path_factory: pytest.TempPathFactory, worker_id: str, calculated: Story) -> Story:
    """Return a company with two closed months, late changes between them, and their pack.

    The first month was paid before the changes.
    """

    def make(root: Path) -> None:
        story = calculated.copied(root)
        story.close(MONTHS[0])
        story.step("pay", MONTHS[0], "lee")
        story.change(1)
        story.run()
        story.close(MONTHS[1])
        export(story, root / "pack.zip")

    return _made_once(tmp_path_factory, worker_id, "sealed", make)


@pytest.fixture
def at_home(sealed: Story, monkeypatch: pytest.MonkeyPatch) -> Story:
    """Return the closed company with the environment pointing at it."""
    sealed.settle(monkeypatch)
    return sealed


def export(story: Story, output: Path) -> None:
    """Write the pack of the closed months."""
    from orchestration.audit_jobs import build_export_job
    from orchestration.location import load_location
    from orchestration.period_run import run_job

    location = load_location(story.folder)
    run_job(location, build_export_job(location), {"periods": MONTHS, "output": str(output)})


def _calculate(root: Path) -> None:
    story = Story.begin(root)
    story.pays()
    story.run()


def _made_once(
    factory: pytest.TempPathFactory, worker_id: str, name: str, make: Callable[[Path], None]
) -> Story:
    """Return the story in a folder that all workers share; the first one makes it."""
    shared = factory.getbasetemp() if worker_id == "master" else factory.getbasetemp().parent
    root = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "done").exists():
            shutil.rmtree(root, ignore_errors=True)
            root.mkdir()
            with pytest.MonkeyPatch.context() as patch:
                Story(root / "small", root, []).settle(patch)
                make(root)
            (root / "done").touch()
    return Story.found(root)
