"""Whatever is accepted as a formula holds allowed nodes alone, binds, and is exact."""

import duckdb
import pytest
import sqlglot
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlglot import exp

from perfos.company.entities import EVENT_COLUMNS, SQL_TYPES
from perfos.company.formula import LANGUAGE, compile_formula
from perfos.company.language import FormulaError

# What compiling adds: exact division, numbers out of dimensions.
WRITTEN = {exp.Cast, exp.TryCast, exp.DataType, exp.DataTypeParam, exp.IntDiv}
ALLOWED = {*LANGUAGE.nodes, *WRITTEN} - {exp.Anonymous, exp.Div}

HOSTILE = [
    "1); drop table event; --",
    "amount) from event; copy event to 'x.csv' (format csv); select (1",
    "(with x as (select 1) select * from x)",
    "exists (from read_text('/etc/passwd'))",
    "amount in (from 'https://example.com/x.parquet')",
    "query('select 1')",
    "getvariable('x')",
    "dims['x'][(select 1)]",
    "dims[(select 'x')]",
    "coalesce(amount, (select 1))",
    "amount union select 1",
    "amount limit 1",
    "amount as x",
    "amount collate nocase",
    "list_transform([1], x -> x)",
    "struct_pack(a := 1)",
    "$$amount$$",
    "e'\\x41'",
    "amount\x00",
    "\x00 < a",
    "\N{FULLWIDTH LATIN SMALL LETTER A}mount",
    "{{ amount }}",
    "{% raw %}",
    "install httpfs",
    "set memory_limit='1TB'",
    "pragma version",
    "amount = any(dims)",
    "try(amount)",
    "nextval('s')",
    "current_setting('home_directory')",
    "row(amount, 1)",
    "(amount, 1)",
    "interval 1 day",
    "amount // 0",
    "amount % 2",
    "amount ^ 99999999",
    "amount!",
    "~1",
    "1 << 40",
]

WORDS = [
    *[
        "amount",
        "quantity",
        "kind",
        "occurred_on",
        "family",
        "dims['x']",
        "number(family)",
        "margin",
    ],
    *["0", "1", "2.5", "'x'", "'2026-01-01'", "null", "true", "(", ")", ",", "+", "-", "*", "/"],
    *["=", "<>", "<", ">=", "and", "or", "not", "in", "between", "is", "case", "when", "then"],
    *["else", "end", "coalesce(", "least(", "round(", "abs(", "lower(", "starts_with(", "length("],
    *["select", "from", "dims[", "]", "::", ";", "--", "read_csv(", ".", "distinct", "as", "->"],
]

TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.recursive(
        st.sampled_from(["amount", "2", "kind", "'x'", "family", "occurred_on", "'2026-01-01'"]),
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from(["+", "/", "*", "=", "<", "and"]), inner).map(
                lambda parts: f"({' '.join(parts)})"
            ),
            inner.map(lambda part: f"number({part})"),
            inner.map(lambda part: f"lower({part})"),
            st.tuples(inner, inner, inner).map(
                lambda p: "case when {} then {} else {} end".format(*p)
            ),
        ),
        max_leaves=8,
    ),
)


@pytest.fixture(scope="module")
def database():
    """Return a connection with an empty table `event`."""
    connection = duckdb.connect()
    columns = (f'"{name}" {SQL_TYPES[type_]}' for name, type_ in EVENT_COLUMNS.items())
    connection.execute(f"create table event ({', '.join(columns)}, dims map(varchar, varchar))")
    return connection


def hostile(test):
    """Give a property every hostile text as an example."""
    for text in HOSTILE:
        test = example(text)(test)
    return test


@hostile
@given(text=TEXTS)
@settings(max_examples=2000, deadline=None, derandomize=True)
def test_what_is_accepted_is_harmless(database, text):
    for kind in ("number", "condition"):
        try:
            sql = compile_formula(text, kind=kind)
        except FormulaError as error:
            assert 1 <= error.position <= max(len(text), 1)
            continue
        (tree,) = sqlglot.parse(sql, dialect="duckdb")
        assert {type(node) for node in tree.walk()} <= ALLOWED
        (row,) = database.execute(f"describe select {sql} as it from event").fetchall()
        assert row[1] not in ("DOUBLE", "FLOAT")
        assert kind == "number" or row[1] in ("BOOLEAN", "INTEGER", '"NULL"')


@pytest.mark.parametrize("text", HOSTILE)
def test_the_hostile_is_refused(text):
    for kind in ("number", "condition"):
        with pytest.raises(FormulaError):
            compile_formula(text, kind=kind)
