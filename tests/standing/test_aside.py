"""The tables of the version before: set aside, and taken back."""

from pathlib import Path
from typing import Any

import duckdb

from tests.standing.conftest import SOURCES, TABLE, TEST
from transform.results import NodeResult
from transform.standing.aside import set_aside, take_back
from transform.standing.built import Built
from transform.standing.prints import Print, prints_of
from transform.standing.row import Row


def test_a_table_that_was_set_aside_comes_back_where_it_fits(
    manifest: dict[str, Any], project: Path
) -> None:
    connection = duckdb.connect()
    connection.execute('create schema pack; create table pack."table" as select 1 as a')
    old = prints_of(manifest, project, SOURCES)
    built = Built(connection)
    passed = [
        NodeResult(TABLE, "model", "success", 0.1, "", None),
        NodeResult(TEST, "test", "pass", 0.1, "", 0),
    ]
    built.remember(passed, manifest["nodes"], old, "run 1")
    assert built.standing(old).keys() == {TABLE, TEST}

    asked = Row("check.raw.deals.x", "check", "", None, "", "rows", "run 1", "pass", 0, "", 0)
    built.insert([asked])

    assert set_aside(built, "root") == 1
    assert not built.standing(old)
    assert built.rows() == {asked.unique_id: asked}, "what the gate found is no package's"
    connection.execute('create table pack."table" as select 2 as a')
    other = {name: Print("other", "other") for name in old}
    built.remember(passed, manifest["nodes"], other, "run 2")
    take_back(built, other)
    assert connection.execute('select a from pack."table"').fetchall() == [(2,)]

    take_back(built, old)
    assert connection.execute('select a from pack."table"').fetchall() == [(1,)]
    assert built.standing(old)[TABLE].run_id == "run 1"
