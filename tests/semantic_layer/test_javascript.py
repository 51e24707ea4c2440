"""Cube's own JavaScript client works against the server as it comes from npm."""

import json
import subprocess
from pathlib import Path

from semantic.serve import FOLDER, node

SCRIPT = Path(__file__).parent / "client.js"


def run(world, token):
    """Run the script with a token."""
    return subprocess.run(
        [node(), SCRIPT, f"{world.url}/cubejs-api/v1", token],
        env={"NODE_PATH": str(FOLDER / "node_modules")},
        capture_output=True,
        text=True,
    )


def test_the_client_loads_pivots_and_describes(world):
    done = run(world, world.token("r11"))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    ours = world.client("r11").load({"measures": ["statements.count"]}).rows
    assert (
        0 < sum(int(row["statements.count"]) for row in found["rows"]) < ours[0]["statements.count"]
    )
    assert {row["statements.payee_id"] for row in found["rows"]} == {"r11"}
    assert len(found["pivot"]) == 3 and found["series"] == 2
    assert found["compared"] == 2
    assert "statements" in found["views"] and "ledger" not in found["views"]
    assert "payee_id = ?" in found["sql"] and found["queryType"] == "regularQuery"


def test_the_client_is_told_that_it_may_not(world):
    done = run(world, "not.a.token")
    assert done.returncode == 1 and "refused" in done.stderr
