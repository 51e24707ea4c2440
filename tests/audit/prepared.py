"""A company that stands before a step again and again, so that the step can be killed often."""

import random
import shutil
import time
from collections.abc import Iterator
from typing import Any

from perfos.paths import state_of
from semantic.snapshot import Snapshots
from tests.audit.story import Story
from tests.forked import NOT_POSTED, ended, killed, start
from tests.journeys.small import ledger, query


class Prepared:
    """A company that stands before a step, again and again."""

    def __init__(self, story: Story, **step: Any) -> None:
        self.story, self.step = story, step
        self.said, self.saved = story.root / "said", story.root / f"saved-{step.get('what', 'run')}"
        shutil.copytree(story.root / "home", self.saved, symlinks=True)
        self.finish()
        self.restore()
        started = time.monotonic()
        self.finish()
        self.seconds = time.monotonic() - started

    def restore(self) -> None:
        """Put everything back to where it stood before the step."""
        shutil.rmtree(self.story.root / "home")
        shutil.copytree(self.saved, self.story.root / "home", symlinks=True)

    def finish(self) -> None:
        """Take the step, undisturbed."""
        process = start(self.story.folder, self.said, **self.step)
        assert ended(process) == 0, self.said.read_text()

    def kills(self, count: int, seed: int) -> Iterator[bool]:
        """Kill the step at random moments, each time from the start; yield whether it ran yet."""
        rng = random.Random(seed)
        for _ in range(count):
            self.restore()
            process = start(self.story.folder, self.said, **self.step)
            yield killed(process, rng.uniform(0, self.seconds))


def changed(story: Story) -> tuple[int, list[tuple]]:
    """Change records and calculate them; return how much stands, and what should stand then."""
    before = len(ledger())
    story.change(1)
    assert ended(start(story.folder, story.root / "said", stages=NOT_POSTED)) == 0
    assert len(ledger()) == before
    shutil.copytree(story.root / "home", story.root / "kept", symlinks=True)
    story.run()
    expected = ledger()
    shutil.rmtree(story.root / "home")
    (story.root / "kept").rename(story.root / "home")
    assert len(expected) > before
    return before, expected


def states() -> list[str]:
    """Return what happened to January from its approval on."""
    log = query("select action from ledger.period_event where period = '2026-01' order by event_no")
    actions = [action for (action,) in log]
    return actions[actions.index("approved") :]


def published() -> str:
    """Return January's state as readers see it."""
    with Snapshots(state_of("small")).open() as snapshot:
        found = snapshot.execute("select state from ledger.period where period = '2026-01'")
        return found.fetchall()[0][0]
