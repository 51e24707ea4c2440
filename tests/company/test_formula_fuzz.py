"""Whatever is accepted as a formula holds allowed nodes alone, binds, and is exact."""

import duckdb
import pytest
import sqlglot
from hypothesis import example, given, settings
from sqlglot import exp

from perfos.company.entities import EVENT_COLUMNS, SQL_TYPES
from perfos.company.formula import LANGUAGE, compile_formula
from perfos.company.language import FormulaError
from tests.company.formula_texts import HOSTILE, TEXTS, VALID

# What compiling adds: exact division, numbers out of dimensions.
WRITTEN = {exp.Cast, exp.TryCast, exp.DataType, exp.DataTypeParam, exp.IntDiv}
ALLOWED = {*LANGUAGE.nodes, *WRITTEN} - {exp.Anonymous, exp.Div, exp.Date}


@pytest.fixture(scope="module")
def database():
    """Return a connection with an empty table `event`, which can reach no file."""
    connection = duckdb.connect(config={"enable_external_access": False})
    columns = (f'"{name}" {SQL_TYPES[type_]}' for name, type_ in EVENT_COLUMNS.items())
    connection.execute(f"create table event ({', '.join(columns)}, dims map(varchar, varchar))")
    return connection


def hostile(test):
    """Give a property every hostile text as an example."""
    for text in HOSTILE:
        test = example(text)(test)
    return test


def assert_harmless(database, text):
    """Compile a text: it is refused with place and reason, or holds only what is allowed."""
    for kind in ("number", "condition"):
        try:
            sql = compile_formula(text, kind=kind)
        except FormulaError as error:
            assert 1 <= error.position <= max(len(text), 1)
            assert error.reason.strip()
            continue
        (tree,) = sqlglot.parse(sql, dialect="duckdb")
        assert {type(node) for node in tree.walk()} <= ALLOWED
        (row,) = database.execute(f"describe select {sql} as it from event").fetchall()
        assert row[1] not in ("DOUBLE", "FLOAT")
        assert kind == "number" or row[1] in ("BOOLEAN", "INTEGER", '"NULL"')


@hostile
@given(text=TEXTS)
@settings(max_examples=700, deadline=None, derandomize=True)
def test_what_is_accepted_is_harmless(database, text):
    assert_harmless(database, text)


@pytest.mark.proof
@hostile
@given(text=TEXTS)
@settings(max_examples=5000, deadline=None)
def test_five_thousand_formulas_are_harmless(database, text):
    assert_harmless(database, text)


@pytest.mark.parametrize("text", VALID)
def test_what_is_spoiled_was_right(text):
    kinds = []
    for kind in ("number", "condition"):
        try:
            compile_formula(text, kind=kind)
        except FormulaError:
            continue
        kinds.append(kind)
    assert len(kinds) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_the_hostile_is_refused(text):
    for kind in ("number", "condition"):
        with pytest.raises(FormulaError):
            compile_formula(text, kind=kind)
