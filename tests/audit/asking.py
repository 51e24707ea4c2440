"""Asking for something by the command line, and being refused."""

import json
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from orchestration.period_run import StepFailed
from perfos.cli import app
from tests.audit.story import Story


def perfos(story: Story, *arguments: str, code: int = 0) -> SimpleNamespace:
    """Run a command on the company; return its output, and its JSON where it is some."""
    result = CliRunner().invoke(app, ["--company", str(story.folder), *arguments])
    assert result.exit_code == code, result.output
    return SimpleNamespace(
        text=result.output, json=json.loads(result.stdout) if "--json" in arguments else None
    )


def refused(story: Story, name: str, by: str, reason: str = "", **more: str) -> str:
    """Ask for a step with January that is refused; return why."""
    with pytest.raises(StepFailed, match="is refused") as refusal:
        story.step(name, "2026-01", by, reason, **more)
    return str(refusal.value)
