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


def ours(manifest: dict[str, Any], name: str, **meta: Any) -> None:
    """Make a node one of the root project's, with what its `meta` says."""
    manifest["nodes"][name]["package_name"] = "performance_os"
    manifest["nodes"][name]["config"]["meta"] = meta


def test_who_reads_what_is_appended_to_goes_by_its_rows(
    manifest: dict[str, Any], project: Path
) -> None:
    ours(manifest, ENTRIES, print="rows")
    manifest["nodes"][TEST]["depends_on"]["nodes"] = [ENTRIES]
    other = {"source.raw.deals": Print("columns", "other rows")}
    before = prints_of(manifest, project, SOURCES, {ENTRIES: "1 row"})
    inputs = prints_of(manifest, project, other, {ENTRIES: "1 row"})
    posted = prints_of(manifest, project, SOURCES, {ENTRIES: "2 rows"})
    assert before[TEST].content == inputs[TEST].content != posted[TEST].content
    assert len({one[ENTRIES].content for one in (before, inputs, posted)}) == 3
    assert prints_of(manifest, project, SOURCES)[TEST].content is None


def test_what_is_read_without_a_ref_counts_and_what_has_no_effect_does_not(
    manifest: dict[str, Any], project: Path
) -> None:
    ours(manifest, ENTRIES, print="rows")
    ours(manifest, TEST, reads=["entries"], apart_from=["table"])
    rows = [{"model.performance_os.entries": number} for number in ("1 row", "2 rows")]
    one, two = (prints_of(manifest, project, SOURCES, each)[TEST].content for each in rows)
    assert one and two and one != two
    other = {"source.raw.deals": Print("columns", "other rows")}
    assert prints_of(manifest, project, other, rows[0])[TEST].content == one
    ours(manifest, TEST, print="never")
    assert prints_of(manifest, project, SOURCES)[TEST].content is None


def test_a_package_has_no_say_in_what_is_built_again(
    manifest: dict[str, Any], project: Path
) -> None:
    manifest["nodes"][TABLE]["config"]["meta"] = {"apart_from": ["view"], "print": "rows"}
    before = prints_of(manifest, project, SOURCES)
    other = {"source.raw.deals": Print("columns", "other rows")}
    assert prints_of(manifest, project, other)[TABLE].content != before[TABLE].content
