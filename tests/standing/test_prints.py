"""What a print stands for: the SQL, what it calls and sets, and the rows that it reads."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.standing.conftest import ENTRIES, SOURCES, TABLE, TEST, VIEW
from transform.standing.prints import Print, prints_of, sound
from transform.standing.sources import source_prints


def test_rows_change_the_content_and_not_the_shape(manifest: dict[str, Any], project: Path) -> None:
    before = prints_of(manifest, project, SOURCES)
    after = prints_of(manifest, project, {"source.raw.deals": Print("columns", "other rows")})
    for name in (VIEW, TABLE, TEST):
        assert before[name].shape == after[name].shape
        assert before[name].content != after[name].content
    assert before[ENTRIES].content is None, "what is appended to is not told by its inputs"


@pytest.mark.parametrize(
    "change",
    [
        lambda m, p: m["macros"]["macro.pack.inner"].update(macro_sql="other"),
        lambda m, p: m["nodes"][VIEW].update(raw_code="select 1"),
        lambda m, p: m["nodes"][VIEW]["config"].update(contract={"enforced": True}),
        lambda m, p: m["nodes"][VIEW]["columns"].update(a={"data_type": "integer"}),
        lambda m, p: (p / "dbt_packages/pack/dbt_project.yml").write_text("vars: {a: 1}\n"),
    ],
    ids=["a macro of a macro", "SQL", "configuration", "a column", "a variable"],
)
def test_whatever_changes_the_sql_changes_all_below(
    manifest: dict[str, Any],
    project: Path,
    change: Any,
) -> None:
    before = prints_of(manifest, project, SOURCES)
    change(manifest, project)
    after = prints_of(manifest, project, SOURCES)
    for name in (VIEW, TABLE, TEST):
        assert before[name].shape != after[name].shape
        assert before[name].content != after[name].content


def test_what_reads_a_table_that_does_not_stand_is_not_known(
    manifest: dict[str, Any], project: Path
) -> None:
    prints = prints_of(manifest, project, SOURCES)
    nodes = manifest["nodes"]
    left = sound(prints, nodes, set())
    assert left[VIEW].content
    assert left[TABLE].content is None
    assert left[TEST].content is None
    assert sound(prints, nodes, {TABLE}) == prints


def test_a_source_is_told_by_its_rows_and_once_a_run() -> None:
    connection = duckdb.connect()
    connection.execute("create schema raw; create table raw.deals as select 1 as a")
    manifest = {"sources": {"s": {"schema": "raw", "identifier": "deals"}}}
    first = source_prints(connection, manifest, "run 1")["s"]
    connection.execute("update raw.deals set a = 2")
    assert source_prints(connection, manifest, "run 1")["s"] == first
    second = source_prints(connection, manifest, "run 2")["s"]
    assert (second.shape, second.content) != (first.shape, first.content)
    assert second.shape == first.shape
    connection.execute("alter table raw.deals add column b integer")
    assert source_prints(connection, manifest, "run 3")["s"].shape != first.shape
    connection.execute("drop table raw.deals")
    assert source_prints(connection, manifest, "run 4")["s"].content
