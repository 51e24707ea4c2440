"""The seal of a closed month: all that it stands on in one text, hashed, chained and signed."""

import json
from hashlib import sha256
from typing import Any

import duckdb

from audit.archive import Archive
from audit.entries import control_totals, proof_of_entries
from audit.keys import Key
from audit.log import head
from audit.refused import Refused
from audit.store import write_text

FORMAT = "perfos-seal-1"
LAST = "select seal_no, seal_hash, body from ledger.seal order by seal_no desc limit 1"


def canonical(content: object) -> str:
    """Return JSON with sorted keys and no blanks: the same content is the same text."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def seal_body(
    connection: duckdb.DuckDBPyConnection, archive: Archive, company: str, period: str
) -> dict[str, Any]:
    """Return what the seal of a month says, from what stands in the warehouse and the archive."""
    last = connection.execute(LAST).fetchone()
    seal_no, previous, body = last or (0, "", "{}")
    before = json.loads(body).get("last_run", 0)
    until = connection.execute("select coalesce(max(run_no), 0) from ledger.run_log").fetchall()
    runs = [archive.read_run(number) for number in archive.run_numbers(before, until[0][0])]
    kept = archive.run_numbers(until=until[0][0])
    if not kept:
        raise Refused("to seal", ["no calculation is in the archive: start `perfos run`"])
    latest = archive.read_run(kept[-1])[0]
    return {
        "format": FORMAT,
        "company": company,
        "seal_no": seal_no + 1,
        "period": period,
        **proof_of_entries(connection, "posting_period", period),
        "totals": control_totals(connection, period),
        "rules_lock": json.loads(latest["run"]["rules_lock"]),
        "config_hash": latest["run"]["config_hash"],
        "configuration": latest["run"]["configuration"],
        "program": latest["run"]["program"],
        "inputs": {name: table["object"] for name, table in latest["tables"].items()},
        "runs": [{"run_no": record["run_no"], "record": digest} for record, digest in runs],
        "last_run": latest["run_no"],
        "log_head": head(connection),
        "previous_seal": previous,
    }


def seal_month(
    connection: duckdb.DuckDBPyConnection, archive: Archive, company: str, period: str, key: Key
) -> dict[str, Any]:
    """Seal a month in the warehouse and the archive; the caller commits.

    Returns:
        What the log keeps of the seal with the event that closes the month.
    """
    archive.keep_run(connection, always=True)
    body = seal_body(connection, archive, company, period)
    text = canonical(body)
    seal_hash = sha256(text.encode()).hexdigest()
    seal = {
        "seal_no": body["seal_no"],
        "period": period,
        "body": text,
        "seal_hash": seal_hash,
        "signature": key.sign(text.encode()),
        "public_key": key.public,
    }
    connection.execute("insert into ledger.seal values (?, ?, ?, ?, ?, ?)", list(seal.values()))
    logs = {
        "period_event": _log(connection, "period_event", "event_no"),
        "run_log": _log(connection, "run_log", "run_no"),
        "payment": _log(connection, "payment", "period, payee_id, currency"),
    }
    kept = {"seal": seal, "logs": logs}
    write_text(archive.seal_file(body["seal_no"]), json.dumps(kept, indent=1) + "\n")
    return {"seal": seal_hash, "seal_no": body["seal_no"], "merkle_root": body["merkle_root"]}


def _log(connection: duckdb.DuckDBPyConnection, table: str, key: str) -> dict[str, Any]:
    """Return a log of the ledger with the types of its columns, as the archive keeps it."""
    columns = connection.execute(
        "select column_name, data_type from information_schema.columns "
        "where table_schema = 'ledger' and table_name = ? order by ordinal_position",
        [table],
    ).fetchall()
    rows = connection.execute(
        f"select to_json(one) from ledger.{table} as one order by {key}"
    ).fetchall()
    return {"columns": dict(columns), "rows": [json.loads(row) for (row,) in rows]}
