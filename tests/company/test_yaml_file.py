"""YAML as text with line numbers; whatever is more than plain text is refused."""

import time
from contextlib import suppress
from itertools import pairwise

import pytest

from perfos.company.yaml_file import MAX_BYTES, YamlRefusedError, read_yaml


def test_values_stay_as_they_are_written():
    data = read_yaml(
        "a: 01\nb: no\nc: 0.10\nd: 1_000\ne: 2026-01-01\nf: 12:30\ng: 'x'\nh: 1e3\n"
    ).data
    assert list(data.values()) == ["01", "no", "0.10", "1_000", "2026-01-01", "12:30", "x", "1e3"]


def test_only_an_unquoted_nothing_is_nothing():
    assert read_yaml("a:\nb: ~\nc: null\nd: ''\ne: 'null'\n").data == {
        "a": None,
        "b": None,
        "c": None,
        "d": "",
        "e": "null",
    }


def test_every_value_has_its_line():
    file = read_yaml("# first\na:\n  - b: 1\n    c:\n      - x\n      - y\n")
    assert file.line(("a",)) == 2
    assert file.line(("a", 0, "c")) == 4
    assert file.line(("a", 0, "c", 1)) == 6
    assert file.line(("a", 0, "missing")) == 3


REFUSED = {
    "a: 1\nb: 2\na: 3": (3, "twice"),
    "a: &x 1\nb: *x": (1, "anchor"),
    "a: *x": (1, "alias"),
    "a: !!python/object/apply:os.system ['id']": (1, "tag"),
    "a: !!str 5": (1, "tag"),
    "!include x.yml": (1, "tag"),
    "<<: {a: 1}\n<<: {b: 1}": (2, "twice"),
    "a: 1\n---\nb: 2": (2, "second document"),
    "? [a]\n: 1": (1, "not a word"),
    "a: [1, 2": (1, "broken YAML"),
    "a:\n\t- b": (2, "broken YAML"),
    "a: b: c": (1, "broken YAML"),
    "a: \x00": (1, "broken YAML"),
    "[" * 30: (1, "levels"),
    "%YAML 3.0\n---\na: 1": (1, "broken YAML"),
}


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:20])
def test_tricks_are_refused(text):
    line, found = REFUSED[text]
    with pytest.raises(YamlRefusedError) as caught:
        read_yaml(text)
    assert (caught.value.line, found in caught.value.found) == (line, True), str(caught.value)


def test_a_bomb_of_anchors_costs_nothing():
    bomb = "a: &a [x, x]\n" + "".join(f"{c}: &{c} [*{p}, *{p}]\n" for p, c in pairwise("abcdefghi"))
    begin = time.perf_counter()
    with pytest.raises(YamlRefusedError):
        read_yaml(bomb)
    assert time.perf_counter() - begin < 1


@pytest.mark.parametrize("text", ["[" * 400_000, "a: " + "x" * 400_000, "- a\n" * 100_000])
def test_a_large_file_ends_soon(text):
    begin = time.perf_counter()
    with suppress(YamlRefusedError):
        read_yaml(text)
    assert time.perf_counter() - begin < 20


def test_a_file_that_is_too_large_is_not_read(folder):
    folder.write("company.yml", "# " + "x" * MAX_BYTES)
    assert "500,000 bytes" in folder.problem().allowed


def test_a_word_of_norway_stays_a_word(folder):
    from perfos.company import load_company

    folder.edit("company.yml", 'title: "Acme"', "title: no")
    folder.edit("company.yml", '"4210"', "0421")
    settings = load_company(folder.path).settings
    assert settings.title == "no"
    assert settings.accounts["commission_payable"].code == "0421"


def test_a_file_that_is_not_utf_8_says_where(folder):
    path = folder.path / "company.yml"
    path.write_bytes(path.read_bytes().replace(b'"Acme"', "Müller".encode("latin-1")))
    problem = folder.problem()
    assert (problem.line, problem.found, problem.allowed) == (
        5,
        "the byte 0xfc",
        "save it as UTF-8",
    )
