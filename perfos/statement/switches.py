"""Every switch of company and plan that decided over a number of a statement."""

from typing import TYPE_CHECKING, Any

from perfos.cli.query import ask

if TYPE_CHECKING:
    import duckdb

_KEYS = {"plan_id", "component_id", "component_no", "title"}
_OF_EVENTS = {"component_event"}
_COMPANY = ("currency", "fiscal_year_start", "rounding_stage", "rounding_mode", "fx_policy")
COLUMNS = """
    select table_name, list(column_name order by ordinal_position) as columns
    from information_schema.columns
    where table_schema = 'core'
    group by table_name
    having list_contains(columns, 'plan_id') and list_contains(columns, 'component_id')
    order by table_name = 'plan_component' desc, table_name
"""


def switches_of(
    snapshot: "duckdb.DuckDBPyConnection", components: list[tuple[str, str]]
) -> list[dict[str, str]]:
    """Return the switches: those of the company, then those of each component.

    Whatever table of the core speaks of components is a control table; so a switch that is added
    to the plan format is printed without a change here.

    Args:
        snapshot: The snapshot.
        components: Plan and component of the statement's lines.
    """
    (company,) = ask(snapshot, "select * from core.company limit 1") or [{}]
    found = [
        {"plan_id": "", "component_id": "", "table": "company", "values": text}
        for text in [_words({name: company.get(name) for name in (*_COMPANY, "fx_max_age_days")})]
        if text
    ]
    for table in ask(snapshot, COLUMNS):
        if table["table_name"] in _OF_EVENTS:
            continue
        rows = ask(snapshot, f'select * from core."{table["table_name"]}" order by all')
        for plan, component in components:
            found += [
                {
                    "plan_id": plan,
                    "component_id": component,
                    "table": table["table_name"],
                    "values": _words({k: v for k, v in row.items() if k not in _KEYS}),
                }
                for row in rows
                if (row["plan_id"], row["component_id"]) == (plan, component)
            ]
    return found


def _words(row: dict[str, Any]) -> str:
    """Return what a row says, without what it leaves open."""
    return "; ".join(
        f"{name.replace('_', ' ')}: {_word(value)}"
        for name, value in row.items()
        if value is not None and value != [] and value != ""
    )


def _word(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = f"{value:f}" if hasattr(value, "as_tuple") else str(value)
    return text.rstrip("0").rstrip(".") if hasattr(value, "as_tuple") and "." in text else text
