"""The canonical text of a value, and the content hash of a table that is made of such texts.

The text of a value says what it is and nothing of where it comes from: decimals at the declared
scale, days as 2026-03-31, moments as 2026-03-31T12:00:00.000000 in UTC, lists and structs as JSON
arrays of texts, maps in the order of their keys. The hash of a table is made of the sum of its
rows' hashes, so that no order counts and every row does.
"""

from collections.abc import Mapping

from sqlglot import exp

NUMBERS = (exp.DType.DECIMAL, *exp.DataType.INTEGER_TYPES)


def row_text(columns: Mapping[str, tuple[str, str]]) -> str:
    """Return the SQL of a row's canonical text.

    Args:
        columns: Declared and found type of each column, as DuckDB names them.
    """
    texts = [
        value_text(f'"{name}"', exp.DataType.build(declared, dialect="duckdb"), declared == found)
        for name, (declared, found) in columns.items()
    ]
    return _array(texts)


def value_text(value: str, declared: exp.DataType, is_declared: bool = False) -> str:
    """Return the SQL of a value's canonical text; null stays null.

    Args:
        value: An SQL expression.
        declared: The type that it should have.
        is_declared: Whether it is known to have it.
    """
    kind = declared.this
    if declared.is_type(exp.DType.ARRAY, exp.DType.LIST):
        inner = value_text("item", declared.expressions[0])
        return f"cast(to_json(list_transform({value}, lambda item: {inner})) as varchar)"
    if declared.is_type(exp.DType.STRUCT):
        fields = [
            value_text(f"struct_extract({value}, '{one.name}')", one.args["kind"])
            for one in declared.expressions
        ]
        return f"case when {value} is not null then {_array(fields)} end"
    if declared.is_type(exp.DType.MAP):
        entry = _array([value_text(f"entry.{name}", exp.DataType.build("text")) for name in MAP])
        entries = f"list_sort(map_entries({value}))"
        return f"cast(to_json(list_transform({entries}, lambda entry: {entry})) as varchar)"
    if declared.is_type(exp.DType.TIMESTAMP):
        return f"strftime({value}, '%Y-%m-%dT%H:%M:%S.%f')"
    if declared.is_type(exp.DType.DATE):
        return f"strftime({value}, '%Y-%m-%d')"
    name = declared.sql("duckdb")
    if kind in NUMBERS and not is_declared:
        # A digit that the declared scale has no room for must not be rounded away unseen.
        typed = f"try_cast({value} as {name})"
        return (
            f"case when {value} = {typed} then cast({typed} as varchar) "
            f"else cast({value} as varchar) end"
        )
    return f"cast({value} as varchar)"


MAP = ("key", "value")


def _array(texts: list[str]) -> str:
    """Return the SQL of the JSON array of texts, in which no two rows can look alike."""
    return f"cast(to_json(cast([{', '.join(texts)}] as varchar[])) as varchar)"


def content_hash(relation: str, text: str) -> str:
    """Return the query for the number of rows of a relation and the hash of its content.

    Args:
        relation: A table, or a function that reads one.
        text: The SQL of what is hashed of each row.
    """
    return (
        "select count(*), md5(concat_ws('|', count(*), sum(upper), sum(lower))) from ("
        "select md5_number_upper(text) as upper, md5_number_lower(text) as lower "
        f"from (select {text} as text from {relation}))"
    )
