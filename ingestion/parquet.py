"""Raw tables as Parquet in a file system: a folder of this machine, or object storage.

The target `spark` reads them there. What the door has typed stays as it is, decimals too.
"""

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import dlt
import duckdb
import pyarrow as pa
from dlt.common.schema.typing import TColumnSchema
from dlt.extract import DltResource

from ingestion.settings import DLT_SETTINGS

ROWS = 200_000
LAYOUT = "{table_name}/{load_id}.{file_id}.{ext}"


def load_parquet(warehouse: Path, place: str, schemas: Sequence[str]) -> None:
    """Load whole schemas of a warehouse to `<place>/<schema>/<table>/*.parquet`.

    Args:
        warehouse: The DuckDB file; it is only read.
        place: A folder, or an address such as `s3://bucket/tables`, as dlt's file systems take it.
        schemas: Whose tables are loaded; what is there of them is replaced.

    Raises:
        PipelineStepFailed: The place cannot be written to.
    """
    os.environ.update(DLT_SETTINGS)
    with (
        tempfile.TemporaryDirectory() as scratch,
        duckdb.connect(str(warehouse), read_only=True) as connection,
    ):
        for schema in schemas:
            pipeline = dlt.pipeline(
                f"{schema}_to_parquet",
                pipelines_dir=scratch,
                destination=dlt.destinations.filesystem(bucket_url=place, layout=LAYOUT),
                dataset_name=schema,
            )
            found = connection.execute(
                "select table_name from duckdb_tables() "
                "where schema_name = ? and table_name not like '\\_dlt%' escape '\\'",
                [schema],
            ).fetchall()
            tables = [_table(connection, schema, name) for (name,) in found]
            pipeline.run(tables, write_disposition="replace", loader_file_format="parquet")


def _table(connection: duckdb.DuckDBPyConnection, schema: str, name: str) -> DltResource:
    """Return a table as a resource, in parts of so many rows; a table without rows is one, too."""

    def parts() -> Iterator[pa.Table]:
        rows = connection.cursor().execute(f'select * from {schema}."{name}"')
        reader = rows.to_arrow_reader(ROWS)
        yield reader.schema.empty_table()
        for batch in reader:
            yield pa.Table.from_batches([batch])

    types = connection.execute(f'select * from {schema}."{name}" limit 0').to_arrow_table().schema
    # A moment without a zone is one of the warehouse's, which is in UTC; dlt would give it a zone.
    moments: dict[str, TColumnSchema] = {
        field.name: {"data_type": "timestamp", "timezone": False}
        for field in types
        if pa.types.is_timestamp(field.type) and field.type.tz is None
    }
    return dlt.resource(parts, name=name, columns=moments)
