"""The files of an audit pack, as DuckDB and the archive give them."""

import json
from collections.abc import Iterator
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
select * from ledger.ledger_entries
where list_contains({periods}, posting_period)
order by posting_period, entry_hash, entry_id
"""
TABLES = {
    "statements.csv": "select * from ledger.statement_line "
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
        path = folder / f"{period}.txt"
        connection.execute(ENTRIES.format(period=period, path=path))
        yield f"entries/{period}.txt", path
    log = folder / "log.txt"
    connection.execute(
        "copy (select event_hash || ' ' || ledger.event_text(event_no, period, action, subject, "
        "actor, reason, recorded_at, run_id, after_run_no, details, previous_hash) "
        f"from ledger.period_event order by event_no) to '{log}' "
        "(format csv, header false, quote '', escape '', delimiter '\\x01')"
    )
    yield "log.txt", log
    queries = {"ledger.csv": LEDGER, "ledger.parquet": LEDGER, **TABLES}
    for name, query in queries.items():
        path = folder / name
        kind = "parquet, compression zstd" if name.endswith("parquet") else "csv, header true"
        connection.execute(f"copy ({query.format(periods=periods)}) to '{path}' (format {kind})")
        yield name, path


def texts(
    archive: Archive, seals: list[dict[str, Any]], compiled: Path
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
    yield "lineage.jsonl", openlineage(archive.read_run(number)[0] for number in sorted(runs))
    yield "README.md", readme().encode()
    yield "verify.py", Path(verifier.__file__).read_bytes()
