"""Values as REST and Bulk write them: the same row is the same text, whichever way it came."""

import duckdb

from ingestion.door.names import quoted, snake_case
from ingestion.door.records import Records, exact_text
from ingestion.salesforce.describe import SObject

_NUMBERS = ("int", "long", "double", "currency", "percent")
# Their text comes from a typed value, so that nobody has to find out how it is written.
_EXACT = (*_NUMBERS, "boolean", "date", "datetime", "time", "id", "reference")
# Salesforce keeps 18 digits, of which up to 17 are after the point.
_DECIMAL = "decimal(38, 18)"


def settle(scratch: duckdb.DuckDBPyConnection, thing: SObject, where: str) -> Records:
    """Make the scratch table `records` of `arrived`, in the order of the ids.

    A row that came more than once, from pages that were repeated or moved on meanwhile, is there
    once: as it came last.

    Args:
        scratch: Has `arrived`: one VARCHAR for each field, named in snake_case.
        thing: The object.
        where: What an error calls the table.
    """
    columns = {snake_case(field): type_ for field, type_ in thing.fields.items()}
    values = ", ".join(
        f"{_value(name, type_)} as {quoted(name)}" for name, type_ in columns.items()
    )
    # Only the ids are sorted: whole rows would take three times as long.
    scratch.execute(
        f"create or replace table records as select ranked._row, {values} from arrived join ("
        "select no, row_number() over (order by id) as _row from (select rowid as no, id "
        "from arrived qualify row_number() over (partition by id order by rowid desc) = 1)"
        ") as ranked on ranked.no = arrived.rowid"
    )
    scratch.execute("drop table arrived")
    scratch.execute("create or replace table broken (_row bigint, line varchar)")
    exact = frozenset(name for name, type_ in columns.items() if type_ in _EXACT)
    return Records(where, list(columns), exact)


def _value(name: str, type_: str) -> str:
    """Return SQL for the one text of a value.

    REST writes `10:00:00.000+0000` where Bulk writes `10:00:00.000Z`, and both write numbers of
    eight digits and more as `1.23456789E8`. An empty text is no value.
    """
    text = f"nullif({quoted(name)}, '')"
    if type_ in _NUMBERS:
        large = exact_text(f"try_cast({text} as {_DECIMAL})", "DECIMAL")
        return (
            f"case when {text} like '%E%' then coalesce({large}, {text}) "
            f"else {exact_text(text, 'DECIMAL')} end"
        )
    if type_ == "datetime":
        return f"replace({text}, '+0000', 'Z')"
    if type_ == "anyType":
        moment = r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})\+0000"
        return rf"regexp_replace({text}, '^{moment}$', '\1Z')"
    return text
