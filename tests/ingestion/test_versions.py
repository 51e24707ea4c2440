"""Every content is in raw once, under whatever name and however often it is dropped."""

TYPES = {"deal_id": "text", "amount": "decimal"}


def deals(*amounts, name="D"):
    return "deal_id,amount\n" + "".join(f"{name}{a},{a}\n" for a in amounts)


def amounts(bench):
    return sorted(int(amount) for (amount,) in bench.rows("amount"))


def held(bench):
    """Return the files whose rows are in raw."""
    return sorted({file for (file,) in bench.rows("_file")})


def counts(result):
    return result.rows_total, result.rows_new, result.files_new, result.files_skipped


def test_a_second_load_adds_nothing(bench):
    bench.write("a.csv", deals(1, 2))
    company = bench.files(TYPES)
    assert counts(bench.load(company)) == (2, 2, 1, 0)
    before = bench.query("from raw.crm__deals"), bench.query("from raw.files")
    assert counts(bench.load(company)) == (2, 0, 0, 1)
    assert before == (bench.query("from raw.crm__deals"), bench.query("from raw.files"))


def test_a_file_dropped_twice_loads_once(bench):
    company = bench.files(TYPES)
    bench.write("a.csv", deals(1, 2))
    bench.write("copy of a.csv", deals(1, 2))
    assert counts(bench.load(company)) == (2, 2, 1, 1)
    bench.write("later.csv", deals(1, 2))
    assert counts(bench.load(company)) == (2, 0, 0, 3)
    assert held(bench) == ["a.csv"]


def test_a_changed_file_replaces_its_rows(bench):
    company = bench.files(TYPES)
    bench.write("a.csv", deals(1, 2))
    bench.write("b.csv", deals(3))
    bench.load(company)
    bench.write("a.csv", deals(1, 20, 21))
    assert counts(bench.load(company)) == (4, 3, 1, 1)
    assert amounts(bench) == [1, 3, 20, 21]
    bench.write("a.csv", deals(1, 2))
    assert counts(bench.load(company)) == (3, 2, 1, 1)
    assert amounts(bench) == [1, 2, 3]
    versions = bench.query("select file, rows, bytes from raw.files order by loaded_at")
    assert versions == [("a.csv", 2, 25), ("b.csv", 1, 20), ("a.csv", 3, 34), ("a.csv", 2, 25)]


def test_a_file_that_is_emptied_leaves_no_rows(bench):
    company = bench.files(TYPES)
    bench.write("a.csv", deals(1, 2))
    bench.load(company)
    bench.write("a.csv", deals())
    assert counts(bench.load(company)) == (0, 0, 1, 0)
    assert counts(bench.load(company)) == (0, 0, 0, 1)


def test_a_header_alone_makes_an_empty_table(bench):
    bench.write("a.csv", "deal_id,amount\n")
    assert counts(bench.load(bench.files(TYPES))) == (0, 0, 1, 0)
    assert bench.rows("deal_id", "amount", "_problems") == []


def test_a_file_that_is_gone_keeps_its_rows(bench):
    company = bench.files(TYPES)
    bench.write("a.csv", deals(1))
    bench.write("b.csv", deals(2))
    bench.load(company)
    (bench.data / "a.csv").unlink()
    assert counts(bench.load(company)) == (2, 0, 0, 1)
    bench.write("renamed.csv", deals(1))
    assert counts(bench.load(company)) == (2, 0, 0, 2)


def test_files_that_change_names_and_contents_are_told_apart(bench):
    company = bench.files(TYPES)
    bench.write("a.csv", deals(1))
    bench.write("b.csv", deals(2))
    bench.load(company)
    bench.write("a.csv", deals(2))
    bench.write("b.csv", deals(1))
    bench.load(company)
    assert amounts(bench) == [1, 2]
    bench.write("b.csv", deals(2))
    bench.load(company)
    assert (amounts(bench), held(bench)) == ([2], ["a.csv"])
    bench.write("a.csv", deals(3))
    bench.load(company)
    assert (amounts(bench), held(bench)) == ([2, 3], ["a.csv", "b.csv"])


def test_same_content_in_two_tables_is_loaded_into_both(bench):
    bench.write("a.csv", deals(1))
    tables = [
        {"name": name, "files": "*.csv", "columns": {"amount": {"type": "decimal"}}}
        for name in ("deals", "forecast")
    ]
    bench.load(bench.company([{"name": "crm", "kind": "files", "tables": tables}]))
    assert bench.rows("amount") == bench.rows("amount", table="crm__forecast") == [(1,)]


def test_folders_globs_and_what_is_left_out(bench):
    for name in ("2024/q1/a.csv", "2024/.b.csv", "2024/~$c.csv", "2024/d.txt"):
        bench.write(name, deals(len(name)))
    company = bench.files(TYPES, files="2024/**/*.csv")
    assert bench.load(company).files_new == 1
    assert bench.rows("_file") == [("2024/q1/a.csv",)]
