"""Malformed records: each is in raw with its row, text and reason, and no good one is lost."""

import random
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.door.records import open_scratch
from ingestion.files.delimited import read_delimited

TYPES = {
    "deal_id": "text",
    "closed": "date",
    "amount": "decimal",
    "units": "integer",
    "won": "boolean",
}
HEADER = "deal_id,closed,amount,units,won,note"
# What stands in the file, the column that has the problem, and its reason.
KINDS = [
    ("B{n},2024-01-01,5", None, "structure"),
    ("B{n},2024-01-01,5,1,yes,x,too,many", None, "structure"),
    ('B{n},2024-01-01,5,1,yes,"never closed', None, "structure"),
    ('B{n},2024-01-01,5,1,yes,"text" after a quote', None, "structure"),
    ("B{n},2024-01-01,5,1,yes,a \0 byte", None, "structure"),
    ("B{n},2024-01-01,5,1,yes,not \udcff utf-8", None, "structure"),
    ("B{n},soon,5,1,yes,x", "closed", "unreadable_date"),
    ("B{n},2024-02-30,5,1,yes,x", "closed", "unreadable_date"),
    ("B{n},31/01/2024,5,1,yes,x", "closed", "unreadable_date"),
    ("B{n},2024-01-01,12.5O,1,yes,x", "amount", "unreadable_number"),
    ("B{n},2024-01-01,€ 5,1,yes,x", "amount", "unreadable_number"),
    ("B{n},2024-01-01,1e40,1,yes,x", "amount", "unreadable_number"),
    ("B{n},2024-01-01,5,one,yes,x", "units", "unreadable_number"),
    ("B{n},2024-01-01,5,1.5,yes,x", "units", "unreadable_number"),
    ("B{n},2024-01-01,5,1,perhaps,x", "won", "unreadable_boolean"),
]


def good(number):
    note = ["plain", '"two\nlines, and ""quotes"""', '24" wide', '"a, comma"', ""][number % 5]
    return f"G{number},2024-01-{number % 28 + 1:02},{number}.25,{number % 9},no,{note}"


def test_300_malformed_rows_among_10_000(bench):
    kinds = [(text.format(n=n), *kind) for n in range(20) for text, *kind in KINDS]
    records = [(good(number), None, None) for number in range(10_000)] + kinds
    random.Random(7).shuffle(records)
    content = "\n".join([HEADER, *(text for text, _, _ in records)])
    bench.write("a.csv", content.encode("utf-8", "surrogateescape"))

    result = bench.load(bench.files(TYPES, encoding="utf-8"))

    assert (result.rows_total, result.problems) == (10_300, 300)
    expected = []
    for row, (text, column, reason) in enumerate(records, start=2):
        cells = dict(zip(HEADER.split(","), text.split(","), strict=False))
        found = text.replace("\udcff", "\ufffd") if reason == "structure" else cells.get(column)
        expected += [(row, column, found, reason)] if reason else []
    assert bench.problems() == expected
    assert bench.query(
        "select count(*), sum(amount) from raw.crm__deals where starts_with(deal_id, 'G')"
    ) == [(10_000, sum(Decimal(f"{number}.25") for number in range(10_000)))]
    assert bench.query(
        "select distinct _dims ->> 'note' from raw.crm__deals "
        "where starts_with(deal_id, 'G') order by 1"
    ) == [('24" wide',), ("a, comma",), ("plain",), ('two\nlines, and "quotes"',), (None,)]


def test_an_unreadable_cell_leaves_the_rest_of_its_row(bench):
    rows = [good(number) for number in range(50)] + ["B1,2024-13-01,9.99,x,yes,kept"]
    bench.write("a.csv", "\n".join([HEADER, *rows]))
    bench.load(bench.files(TYPES))
    assert bench.rows("deal_id", "closed", "amount", "units", "won", "_dims")[-1] == (
        "B1", None, Decimal("9.99"), None, True, '{"note":"kept"}'
    )  # fmt: skip
    assert [problem[1:] for problem in bench.problems()] == [
        ("closed", "2024-13-01", "unreadable_date"),
        ("units", "x", "unreadable_number"),
    ]


def test_a_torn_record_is_broken_at_both_ends(bench):
    """Its second half must not pass for a deal."""
    bench.write("a.csv", 'deal_id,amount\nD1,1\nD2,"a\nb",7\nD3,3\n')
    bench.load(bench.files({"deal_id": "text", "amount": "decimal"}))
    assert bench.rows("_row", "deal_id", "amount") == [
        (2, "D1", 1), (3, None, None), (4, None, None), (5, "D3", 3)
    ]  # fmt: skip
    assert [found for _, _, found, _ in bench.problems()] == ['D2,"a', 'b",7']


def test_broken_lines_of_json(bench):
    lines = ['{"deal_id": "D1"}', "", '{"deal_id": ', "[1]", '{"deal_id": "D2"}', "null"]
    bench.write("a.jsonl", "\n".join(lines))
    bench.load(bench.files({"deal_id": "text"}))
    assert bench.rows("_row", "deal_id") == [(1, "D1"), (3, None), (4, None), (5, "D2"), (6, None)]
    assert [problem[2] for problem in bench.problems()] == [lines[2], lines[3], lines[5]]
    bench.write("b.jsonl", "")
    assert bench.load(bench.files({"deal_id": "text"})).rows_total == 5


ANY = st.text(st.sampled_from('ab1 ",;\n\u00e9'), max_size=6)
TAME = st.from_regex(r"([ab][ab1,\n]{0,4})?", fullmatch=True)
BROKEN = st.tuples(st.integers(0, 8), st.sampled_from(['x,"y', "x", 'x,y,"z"!', "1,2,3,4"]))


def records_of(cells):
    return st.lists(st.tuples(cells, cells, cells), max_size=8)


def read(folder, lines):
    """Return the records and the broken lines of a file with the columns a, b and c."""
    (folder / "a.csv").write_text("\n".join(["a,b,c", *lines]), "utf-8", newline="")
    with open_scratch(folder) as connection:
        read_delimited(connection, folder / "a.csv", "a.csv", set(), "utf-8", ",", folder)
        rows = connection.execute("select a, b, c from records order by _row").fetchall()
        lost = connection.execute("select line from broken order by _row").fetchall()
    return [tuple(cell or "" for cell in row) for row in rows], [line for (line,) in lost]


def spelled(record):
    """Return a record as a CSV writer spells it."""
    cells = [
        '"' + cell.replace('"', '""') + '"' if set(cell) & set('",\n') else cell for cell in record
    ]
    return ",".join(cells)


@settings(deadline=None, max_examples=40)
@given(records_of(ANY))
def test_whatever_is_quoted_comes_back(tmp_path_factory, records):
    rows, lost = read(tmp_path_factory.mktemp("quoted"), map(spelled, records))
    assert (rows, lost) == (records, [])


@settings(deadline=None, max_examples=40)
@given(records_of(TAME), st.lists(BROKEN, max_size=3))
def test_records_survive_broken_neighbours(tmp_path_factory, records, broken):
    lines = [spelled(record) for record in records]
    for place, text in broken:
        lines.insert(place, text)
    rows, lost = read(tmp_path_factory.mktemp("broken"), lines)
    assert (rows, sorted(lost)) == (records, sorted(text for _, text in broken))
