"""The files of an audit pack, as DuckDB and the archive give them."""

import itertools
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from audit import verifier
from audit.archive import Archive
from audit.lineage import openlineage
from audit.pack_text import readme

SEALS = ("seal_no", "period", "body", "seal_hash", "signature", "public_key")
ENTRIES = """
copy (
    select entry_hash || ' ' || entry_text as line
    from ledger.entry_text
    where posting_period = '{period}'
    order by entry_hash, entry_id
) to '{path}' (format csv, header false, quote '', escape '', delimiter '\\x01')
"""
LEDGER = """
select {columns} from ledger.ledger_entries
where list_contains({{periods}}, posting_period)
order by posting_period, entry_hash, entry_id
"""
HELD = "* exclude (transaction_id, revision, attribute_hash, code_revision, explain, source_hash)"
"""What ledger.csv holds, which people read: of what is left out, `entries/` or the Parquet file has
all, and it would be most of the file."""
TABLES = {
    "ledger.csv": LEDGER.format(columns=HELD),
    "ledger.parquet": LEDGER.format(columns="*"),
    "statements.csv": "select * exclude (transaction_id, run_id, recorded_at) "
    "from ledger.statement_line "
    "where list_contains({periods}, posting_period) order by payee_id, posting_period, entry_id",
    "approvals.csv": "select * from ledger.period_event where action <> 'calculated' "
    "and list_contains({periods}, period) order by event_no",
    "runs.csv": "select * from ledger.run_log order by run_no",
    "checks.csv": "select * from ledger.check_result order by all",
    "reconciliation.csv": "select * from quality.reconciliation order by all",
    "quarantine.csv": "select * from quality.quarantine order by all",
}


def written(
    connection: duckdb.DuckDBPyConnection, periods: list[str], folder: Path
) -> Iterator[tuple[str, Path]]:
    """Yield the files that DuckDB writes."""
    for period in periods:
        yield from _entries(connection, period, folder)
    log = folder / "log.txt"
    connection.execute(
        "copy (select event_hash || ' ' || ledger.event_text(event_no, period, action, subject, "
        "actor, reason, recorded_at, run_id, after_run_no, details, previous_hash) "
        f"from ledger.period_event order by event_no) to '{log}' "
        "(format csv, header false, quote '', escape '', delimiter '\\x01')"
    )
    yield "log.txt", log
    for name, query in TABLES.items():
        path = folder / name
        kind = "parquet, compression zstd" if name.endswith("parquet") else "csv, header true"
        connection.execute(f"copy ({query.format(periods=periods)}) to '{path}' (format {kind})")
        yield name, path


def _entries(
    connection: duckdb.DuckDBPyConnection, period: str, folder: Path
) -> Iterator[tuple[str, Path]]:
    """Yield the entries of a month in files that can be verified beside each other."""
    whole, part = folder / "entries.txt", folder / "part.txt"
    connection.execute(ENTRIES.format(period=period, path=whole))
    with whole.open("rb") as file:
        for number in itertools.count(1):
            lines = list(itertools.islice(file, verifier.LINES))
            if not lines and number > 1:
                break
            part.write_bytes(b"".join(lines))
            yield f"entries/{period}/{number:04}.txt", part
    whole.unlink()


def texts(
    archive: Archive,
    seals: list[dict[str, Any]],
    compiled: Path,
    ended: Mapping[str, datetime],
) -> Iterator[tuple[str, bytes]]:
    """Yield the files that come from elsewhere."""
    runs: dict[int, Path] = {}
    kept: dict[str, Path] = {}
    for seal in seals:
        yield f"seals/{seal['seal_no']:06}.json", (json.dumps(seal, indent=1) + "\n").encode()
        body = json.loads(seal["body"])
        runs |= {one["run_no"]: archive.run_file(one["run_no"]) for one in body["runs"]}
        kept |= {
            f"archive/{kind}/{body[kind]}.zip": archive.store.path(body[kind])
            for kind in ("program", "configuration")
        }
    for number, path in sorted(runs.items()):
        yield f"archive/runs/{number:06}.json", path.read_bytes()
    for name, path in sorted(kept.items()):
        yield name, path.read_bytes()
    for path in sorted(compiled.rglob("*.sql")):
        yield f"compiled/{path.relative_to(compiled).as_posix()}", path.read_bytes()
    records = (archive.read_run(number)[0] for number in sorted(runs))
    yield "lineage.jsonl", openlineage(records, ended)
    yield "README.md", readme().encode()
    yield "verify.py", Path(verifier.__file__).read_bytes()
