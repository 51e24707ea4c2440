"""The promises of the ledger hold after every step, whatever the order of the steps."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.audit.machine import machine_of
from tests.audit.story import Story
from tests.audit.world import COMPILED

pytestmark = pytest.mark.slow


def check(compiled: Path, examples: int, steps: int) -> None:
    run_state_machine_as_test(
        machine_of(compiled),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_promises_hold_after_every_step(calculated: Story) -> None:
    check(calculated.root / COMPILED, examples=12, steps=30)


@pytest.mark.proof
def test_the_promises_hold_after_many_steps(calculated: Story) -> None:
    check(calculated.root / COMPILED, examples=300, steps=60)
