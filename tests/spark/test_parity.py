"""Every table of a company on both engines, and a comparison that can fail."""

from pathlib import Path

import duckdb
import pytest

from transform.spark.parity import compare


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a table `core.event` on both engines, alike but for their order."""
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute("create schema core")
        connection.execute(
            "create table core.event as select i, (i / 3)::decimal(28, 6) as amount, "
            "[{'a': i, 'b': null::varchar}] as parts, map {'k': i::varchar} as dims, "
            "date '2026-01-01' + i::integer as day from range(100) t(i)"
        )
        write(connection, tmp_path, "*")
    return tmp_path


def write(connection: duckdb.DuckDBPyConnection, folder: Path, columns: str) -> None:
    """Write what Spark would have written."""
    (folder / "core/event").mkdir(parents=True, exist_ok=True)
    query = f"select {columns} from core.event order by i desc"
    connection.execute(f"copy ({query}) to '{folder}/core/event/part.parquet' (format parquet)")


def compared(folder: Path, columns: str | None = None):
    """Return the comparison, after the table on Spark was written anew."""
    warehouse = folder / "warehouse.duckdb"
    if columns:
        with duckdb.connect(str(warehouse)) as connection:
            write(connection, folder, columns)
    (result,) = compare(warehouse, folder, ["core.event"])
    return result


def test_order_and_wider_types_make_no_difference(folder: Path) -> None:
    assert compared(folder).is_same
    wider = "* replace (i::decimal(38, 0) as i, amount::decimal(38, 10) as amount)"
    assert compared(folder, wider).is_same


@pytest.mark.parametrize(
    ("columns", "differs"),
    [
        ("* replace (amount + (case i when 7 then 0.000001 else 0 end) as amount)", ("amount",)),
        ("* replace (amount + 0.0000001::decimal(28, 7) as amount)", ("amount",)),
        ("* replace ([{'a': i, 'b': ''}] as parts)", ("parts",)),
        ("* replace (map {'k': i::varchar, 'l': null} as dims)", ("dims",)),
        ("* replace (day + 1 as day)", ("day",)),
        ("* exclude (day)", ("day",)),
        ("*, 1 as more", ("more",)),
        ("* replace (99 - i as i)", ()),
    ],
)
def test_a_difference_is_found_and_named(
    folder: Path, columns: str, differs: tuple[str, ...]
) -> None:
    result = compared(folder, columns)
    assert not result.is_same
    assert result.columns == differs
    assert "core.event differs" in str(result)


def test_a_table_that_spark_lacks_is_an_error(folder: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"Spark has no table core\.other"):
        compare(folder / "warehouse.duckdb", folder, ["core.other"])


CHANGES = """
update raw.crm__deals set amount = amount + 1 where _row % 50 = 3;
delete from raw.crm__deals where _row % 97 = 5;
update control.run set run_id = 'second', started_at = timestamp '2026-02-01 08:00:00';
"""


@pytest.mark.slow
def test_every_table_is_the_same_and_so_is_what_a_second_run_posts(
    spark: object, tmp_path: Path
) -> None:
    from bench.spark import benched, parity

    company, rules, warehouse = benched(tmp_path / "given", 2_000, "four")
    first, _ = parity(company, rules, warehouse, tmp_path)
    assert [str(one) for one in first if not one.is_same] == []
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(CHANGES)
    second, _ = parity(company, rules, warehouse, tmp_path)
    assert [str(one) for one in second if not one.is_same] == []
    posted = [{one.table: one.rows[1] for one in run} for run in (first, second)]
    assert posted[1]["ledger.ledger_entries"] > posted[0]["ledger.ledger_entries"] > 0
    assert posted[1]["ledger.run_log"] == 2


@pytest.mark.slow
def test_every_table_of_the_demo_company_is_the_same(spark: object, tmp_path: Path) -> None:
    from bench.spark import demo, parity

    compared, _ = parity(*demo(tmp_path / "given", 1_000), tmp_path)
    assert len(compared) > 200
    packages = {one.table.split(".")[0] for one in compared if one.rows[0]}
    assert packages >= {path.name for path in (Path(__file__).parents[2] / "rules").iterdir()}
    assert [str(one) for one in compared if not one.is_same] == []
