"""The archive of a package: the same files are the same bytes, and nothing else is taken."""

import os
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packages.archive import pack, unpack
from packages.errors import PackageError
from packages.tree import read_tree
from tests.packages.conftest import write_package
from transform.workspace import RULES

# Noted once: an archive must be the same on every machine, with every version of Python.
GOLDEN = "d87e2a53eaa1e2263f7da10ed97460aaaa10a5b503a7468a5a87ccd4bf952776"


def test_the_same_files_are_the_same_bytes(tmp_path: Path) -> None:
    one, other = write_package(tmp_path / "one"), write_package(tmp_path / "other")
    for path in sorted(other.rglob("*"), reverse=True):
        os.utime(path, (1, 1))
        path.chmod(0o700)
    assert pack(read_tree(one)) == pack(read_tree(other))
    assert sha256(pack(read_tree(one))).hexdigest() == GOLDEN


def test_an_archive_gives_back_its_files() -> None:
    tree = read_tree(RULES / "sales_commission")
    assert len(tree) > 100
    assert unpack(pack(tree)) == tree


@given(st.lists(st.tuples(st.integers(0, 4095), st.integers(0, 255)), min_size=1, max_size=4))
def test_no_changed_byte_is_overlooked(changes: list[tuple[int, int]]) -> None:
    content = bytearray(pack({"package.yml": b"name: x\n", "models/x.sql": b"select 1\n"}))
    before = bytes(content)
    for place, value in changes:
        content[place % len(content)] = value
    try:
        again = unpack(bytes(content))
    except PackageError:
        return
    assert pack(again) == content
    assert bytes(content) == before or again != unpack(before)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("models/__pycache__/x.pyc", "has no place"),
        ("models/x.py", "has no place"),
        ("macros/run.sh", "has no place"),
        (".env", "has no place"),
        ("models/.hidden.sql", "has no place"),
        ("target/manifest.json", "has no place"),
        ("models/A.sql", "one file where case does not count"),
        ("models/" + "x" * 100 + ".sql", "longer than"),
    ],
)
def test_files_that_no_package_holds_are_not_built(tmp_path: Path, name: str, reason: str) -> None:
    folder = write_package(tmp_path / "bonus", **{"models/a.sql": "", name: ""})
    with pytest.raises(PackageError, match=reason) as caught:
        read_tree(folder)
    assert name in str(caught.value)


def test_a_link_is_not_followed_when_building(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "bonus")
    (folder / "models/stolen.sql").symlink_to("/etc/passwd")
    with pytest.raises(PackageError, match=r"models/stolen.sql is a symbolic link"):
        read_tree(folder)
