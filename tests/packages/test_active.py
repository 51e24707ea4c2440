"""Which version calculates: wanted by the company, pinned in its state, kept in the store."""

import shutil
from pathlib import Path

import pytest

from packages import active as module
from packages.active import active, pin_bundled
from packages.errors import PackageError
from packages.lock import Pin, read_lock, write_lock
from perfos.company import load_company
from perfos.paths import state_of
from tests.packages.conftest import wants, write_package


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder in the place of those packages that ship with the program."""
    write_package(tmp_path / "rules/bonus")
    monkeypatch.setattr(module, "RULES", tmp_path / "rules")
    return tmp_path / "rules"


RANGE = 'packages: [{name: bonus, version: ">=1.0,<2.0"}]\n'


def test_the_first_run_pins_what_ships_and_no_release_changes_it(
    company_folder: Path, rules: Path
) -> None:
    company = wants(company_folder, RANGE)
    state = state_of(company.name)
    (before,) = active(company, state)
    assert before.folder == rules / "bonus" and not state.rules_lock.exists()

    pin_bundled(company, state)
    shutil.rmtree(rules / "bonus")
    write_package(rules / "bonus", version="1.1.0")
    (after,) = active(company, state)

    assert after.record == before.record
    assert after.record | {"sha256": ""} == {
        "name": "bonus", "version": "1.0.0", "sha256": "", "signer": "bundled",
    }  # fmt: skip
    assert rules not in after.folder.parents
    pin_bundled(company, state)
    assert read_lock(state)["bonus"].version == "1.0.0"


def test_a_demo_follows_the_program_and_pins_nothing(company_folder: Path, rules: Path) -> None:
    company = wants(company_folder, "packages: [{name: bonus, version: bundled}]\n")
    state = state_of(company.name)
    pin_bundled(company, state)
    write_package(rules / "bonus", version="7.0.0")
    (found,) = active(company, state)
    assert (found.version, found.signer, found.folder) == ("7.0.0", "bundled", rules / "bonus")
    assert not state.rules_lock.exists()


def test_a_folder_of_ones_own_is_used_as_it_stands(company_folder: Path, package: Path) -> None:
    company = wants(company_folder, "packages: [{name: bonus, path: ../bonus}]\n")
    (before,) = active(company, state_of(company.name))
    write_package(package, **{"models/more.sql": "select 2 as two\n"})
    (after,) = active(company, state_of(company.name))
    assert (after.folder, after.signer, after.source) == (package, "path", "../bonus")
    assert before.sha256 != after.sha256


def test_a_folder_that_holds_another_package_is_refused(
    company_folder: Path, package: Path
) -> None:
    company = wants(company_folder, "packages: [{name: malus, path: ../bonus}]\n")
    with pytest.raises(PackageError, match=r"asks for malus, and .*bonus holds bonus"):
        active(company, state_of(company.name))


@pytest.mark.parametrize("wanted", [">=2.0", "1.0.1", "<1.0"])
def test_a_version_that_nobody_has_is_told(company_folder: Path, rules: Path, wanted: str) -> None:
    company = wants(company_folder, f'packages: [{{name: bonus, version: "{wanted}"}}]\n')
    with pytest.raises(PackageError, match=f"{wanted}: `perfos package add bonus`"):
        active(company, state_of(company.name))


def test_a_range_that_leaves_the_pin_out_stops_the_run(company_folder: Path, rules: Path) -> None:
    company = wants(company_folder, RANGE)
    pin_bundled(company, state_of(company.name))
    company = wants(company_folder, RANGE.replace(">=1.0,<2.0", ">=2.0"))
    with pytest.raises(PackageError, match=r"asks for bonus >=2.0, and 1.0.0 is pinned"):
        active(company, state_of(company.name))


@pytest.mark.parametrize("change", ["edit", "add", "remove"])
def test_a_changed_copy_is_never_calculated_with(
    company_folder: Path, rules: Path, change: str
) -> None:
    company = wants(company_folder, RANGE)
    state = state_of(company.name)
    pin_bundled(company, state)
    (found,) = active(company, state)
    model = found.folder / "models/bonus__postings.sql"
    if change == "edit":
        model.chmod(0o644)
        model.write_text("select 2 as one\n")
    elif change == "add":
        (found.folder / "models/other.sql").write_text("select 2 as one\n")
    else:
        model.unlink()
    with pytest.raises(PackageError, match=r"bonus 1.0.0 was changed after it was installed"):
        active(company, state)

    state.rules_lock.unlink()
    pin_bundled(company, state)
    assert active(company, state) == (found,)


def test_a_pin_whose_copy_is_gone_says_how_to_get_it_back(company_folder: Path) -> None:
    company = wants(company_folder, RANGE)
    state = state_of(company.name)
    state.folder.mkdir(parents=True)
    write_lock(state, {"bonus": Pin("bonus", "1.0.0", "ab" * 32, "acme", "./registry")})
    with pytest.raises(PackageError, match=r"`perfos package add bonus@1.0.0` installs it again"):
        active(company, state)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "perfos-lock-9", "packages": []}'])
def test_a_damaged_lock_is_told(company_folder: Path, text: str) -> None:
    company = load_company(company_folder)
    state = state_of(company.name)
    state.folder.mkdir(parents=True)
    state.rules_lock.write_text(text)
    with pytest.raises(PackageError, match=r"rules.lock is damaged"):
        active(company, state)
