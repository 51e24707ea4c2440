"""Why a diff is what it is: which models' SQL is another one, and which lines their rows led to."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
from sqlglot import tokenize

from packages.upgrade.shadow import PREFIX

IDENTITY = ("posting_key", "plan_id", "component_id", "payee_id", "event_id", "period")
"""Columns by which a row of a model is known to belong to a line."""

LINES = """
create or replace table upgrade.identity as
select
    line.posting_key, split_part(line.rule_id, '/', 1) as plan_id,
    split_part(line.rule_id, '/', 2) as component_id, line.payee_id, event.event_id, line.period
from upgrade.detailed as line
left join core.event as event on line.source_id = event.source_id
"""


@dataclass(frozen=True)
class Cause:
    """A model that the two versions say in other words.

    Attributes:
        model: Its name.
        what: `changed`, `new` or `gone`.
        rows: How many rows of it are in one version only; None where one has no such model.
    """

    model: str
    what: str
    rows: int | None


def compiled_files(target: Path, package: Path, name: str) -> dict[str, str]:
    """Return the SQL of the active version as its last run compiled it, by model.

    Args:
        target: dbt's folder of artifacts.
        package: Folder of the version; what others have left in dbt's folder is not read.
        name: Name of the package.
    """
    compiled = target / "compiled" / name
    paths = [path.relative_to(package) for path in sorted(package.rglob("models/**/*.sql"))]
    return {
        path.stem: (compiled / path).read_text() for path in paths if (compiled / path).is_file()
    }


def find_causes(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    active: Mapping[str, str],
    candidate: Mapping[str, str],
) -> list[Cause]:
    """Return the models that differ, and note in the sandbox which lines their rows belong to.

    Args:
        connection: The sandbox, with the diff in it.
        name: The package.
        active: Compiled SQL of the active version by model.
        candidate: The same of the candidate.
    """
    connection.execute(LINES)
    shadow = PREFIX + name
    found = []
    for model in sorted({*active, *candidate}):
        if model not in candidate or model not in active:
            found.append(Cause(model, "new" if model in candidate else "gone", None))
        elif _words(active[model]) != _words(candidate[model].replace(shadow, name)):
            found.append(Cause(model, "changed", _differing_rows(connection, name, model)))
    return found


def _words(sql: str) -> list[tuple[str, str]]:
    """Return the words of SQL: neither comments nor line breaks are a difference."""
    return [(str(word.token_type), word.text) for word in tokenize(sql, "duckdb")]


def _differing_rows(connection: duckdb.DuckDBPyConnection, name: str, model: str) -> int | None:
    """Count rows that only one version has, and note the lines that they belong to."""
    old, new = _columns(connection, name, model), _columns(connection, PREFIX + name, model)
    shared = [column for column in new if column in old]
    if not shared:
        return None
    listed = ", ".join(f'"{column}"' for column in shared)
    relations = [f'{schema}."{model}"' for schema in (name, PREFIX + name)]
    one, other = (f"select {listed} from {relation}" for relation in relations)
    connection.execute(
        "create or replace table upgrade.differing as "
        f"(({one}) except all ({other})) union all (({other}) except all ({one}))"
    )
    keys = [column for column in IDENTITY if column in shared]
    where = " and ".join(
        f"(row.{key} is not distinct from line.{key} or line.{key} is null)" for key in keys
    )
    connection.execute(
        "insert into upgrade.cause select distinct line.posting_key, $model "
        f"from upgrade.identity as line semi join upgrade.differing as row on {where or 'true'}",
        {"model": model},
    )
    return connection.execute("select count(*) from upgrade.differing").fetchall()[0][0]


def _columns(connection: duckdb.DuckDBPyConnection, schema: str, model: str) -> list[str]:
    rows = connection.execute(
        "select column_name from information_schema.columns "
        "where table_schema = ? and table_name = ? order by ordinal_position",
        [schema, model],
    ).fetchall()
    return [row[0] for row in rows]
