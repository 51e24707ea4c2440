"""A whole statement, as data: for the screen, for programs, for PDF and XLSX."""

from typing import TYPE_CHECKING, Any

from perfos.cli.query import ask
from perfos.statement.balance import balances_of
from perfos.statement.lines import lines_of, periods_of, totals_of
from perfos.statement.switches import switches_of

if TYPE_CHECKING:
    import duckdb

Content = dict[str, Any]


def content_of(
    snapshot: "duckdb.DuckDBPyConnection", payee_id: str, name: str, period: str | None
) -> Content:
    """Return the statement of a payee for a month; the last one with lines if none is named."""
    periods = periods_of(snapshot, payee_id)
    chosen = period or (periods[-1] if periods else "")
    lines = lines_of(snapshot, payee_id, chosen)
    components = sorted({(line["plan_id"], line["component_id"]) for line in lines})
    company = ask(snapshot, "select * from core.company limit 1")
    return {
        "company": company[0].get("title") if company else None,
        "payee_id": payee_id,
        "name": name,
        "period": chosen or None,
        "periods": periods,
        "balances": balances_of(snapshot, payee_id, chosen),
        "lines": lines,
        "totals": totals_of(lines),
        "switches": switches_of(snapshot, components),
    }
