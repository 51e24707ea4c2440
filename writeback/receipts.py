"""What was sent to CRMs and what they answered: lines that are appended, and never changed.

They are files beside the warehouse, one for each write. What a CRM has been told stays told,
whatever becomes of the warehouse: an upgrade that is rolled back must not forget it.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TextIO

import duckdb
import pyarrow as pa
from filelock import FileLock, Timeout

from perfos.paths import State
from writeback.errors import WritebackError

COLUMNS = (
    "run_id", "snapshot_id", "actor", "reason", "destination", "object", "change_no", "record_id",
    "field", "value", "status", "message", "recorded_at",
)  # fmt: skip
# A change without an answer may have arrived or not: it stands for no value at all.
STANDING = """
with change as (
    select
        run_id, destination, object, record_id, field, cast(change_no as bigint) as change_no,
        any_value(value) as value, bool_or(status = 'written') as is_written,
        bool_or(status = 'refused') as is_refused
    from receipt
    where run_id is not null and destination = $destination and object = $object
    group by all
),

final as (
    select
        record_id,
        field,
        arg_max_null(value, change_no) filter (is_written) as value,
        coalesce(
            max(change_no) filter (not is_written and not is_refused)
                > coalesce(max(change_no) filter (is_written), 0),
            false
        ) as is_unsure
    from change
    group by record_id, field
)

from final
"""


class Receipts:
    """The receipts of one company.

    Attributes:
        folder: Where they are: one file for each write.
    """

    def __init__(self, state: State) -> None:
        self.folder = state.folder / "writeback" / "receipts"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to write; one at a time.

        Raises:
            WritebackError: Somebody else writes.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder.with_name("write.lock"))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise WritebackError("another write is on its way; wait until it has ended") from None
        try:
            yield
        finally:
            lock.release()

    def standing(self, destination: str, object_: str) -> pa.Table:
        """Return what each field was last told, and whether an answer to that is missing."""
        with self._read() as connection:
            told = {"destination": destination, "object": object_}
            return connection.execute(STANDING, told).to_arrow_table()

    def last_no(self) -> int:
        """Return the number of the last change; 0 before the first."""
        with self._read() as connection:
            query = "select coalesce(max(cast(change_no as bigint)), 0) from receipt"
            return int(connection.execute(query).fetchall()[0][0])

    @contextmanager
    def file(self, run_id: str) -> Iterator[TextIO]:
        """Yield a new file for the receipts of a write."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}Z-{run_id}.jsonl"
        with (self.folder / name).open("x", encoding="utf-8") as file:
            yield file

    @contextmanager
    def _read(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Yield a connection with the view `receipt`; a line that a kill has cut is null."""
        columns = ", ".join(f"{name}: 'VARCHAR'" for name in COLUMNS)
        with duckdb.connect() as connection:
            if any(self.folder.glob("*.jsonl")):
                files = str(self.folder / "*.jsonl").replace("'", "''")
                connection.execute(
                    f"create view receipt as from read_json('{files}', columns = {{{columns}}}, "
                    "format = 'newline_delimited', ignore_errors = true)"
                )
            else:
                names = columns.replace(":", "").replace("'", "")
                connection.execute(f"create table receipt ({names})")
            yield connection


def append(file: TextIO, lines: Iterable[dict[str, object]]) -> None:
    """Append lines; they are on disk before this returns."""
    now = datetime.now(UTC).isoformat()
    file.writelines(json.dumps(line | {"recorded_at": now}) + "\n" for line in lines)
    file.flush()
    os.fsync(file.fileno())
