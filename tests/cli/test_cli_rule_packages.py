"""`perfos package`: what a person who writes a package is told."""

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from perfos.cli import app


def say(*words: str | Path) -> Result:
    """Return what the command line answers."""
    return CliRunner().invoke(app, ["package", *map(str, words)], env={"COLUMNS": "200"})


def test_a_package_is_begun_and_what_is_wrong_in_it_is_told(tmp_path: Path) -> None:
    begun = say("new", "spot_bonus", "--in", tmp_path)
    assert begun.exit_code == 0
    assert f"perfos package test {tmp_path / 'spot_bonus'}" in " ".join(begun.output.split())
    assert say("new", "Spot", "--in", tmp_path).exit_code == 2
    assert say("new", "spot_bonus", "--in", tmp_path).exit_code == 2

    (tmp_path / "spot_bonus" / "models" / "spy.sql").write_text("select '{{ env_var('HOME') }}'")
    checked = say("check", tmp_path / "spot_bonus", "--json")
    assert checked.exit_code == 1
    (problem,) = json.loads(checked.output)["problems"]
    assert (problem["file"], problem["line"]) == ("models/spy.sql", 1)
    assert '"env_var"' in problem["found"]
    assert "1 to mend" in say("check", tmp_path / "spot_bonus").output
    # Nothing of it is tested before it has passed the checks.
    tested = say("test", tmp_path / "spot_bonus")
    assert tested.exit_code == 3
    assert "env_var" in tested.output
