"""Which version an upgrade is about: one that this company installed, in its range, and newer."""

from pathlib import Path

import pytest

from packages.errors import PackageError
from packages.history import events
from packages.upgrade.candidate import begin, begin_rollback
from packages.upgrade.record import DONE, Upgrade
from packages.upgrade.switch import switch
from perfos.company import load_company
from perfos.paths import state_of
from tests.packages import bonus

ASKED = {"package": "bonus", "actor": "ann", "approver": "", "reason": "why"}


def begun(folder: Path, version: str) -> Upgrade:
    return begin(load_company(folder), state_of("small"), "run", version=version, **ASKED)


def test_only_what_the_company_installed_in_its_range_can_be_taken(tmp_path: Path) -> None:
    folder = bonus.company(tmp_path / "small")
    with pytest.raises(PackageError, match=r"`perfos package add bonus@1\.1\.0` looks for it"):
        begun(folder, "1.1.0")
    with pytest.raises(PackageError, match=r"bonus 1\.0\.0 is active already"):
        begun(folder, "")
    for number in ("1.1.0", "1.10.0", "3.1.0"):
        bonus.version(number)
    assert begun(folder, "1.1.0").after.version == "1.1.0"
    assert begun(folder, "").after.version == "1.10.0"
    with pytest.raises(PackageError, match=r"asks for bonus >=1\.0,<3, and 3\.1\.0 is not"):
        begun(folder, "3.1.0")


def test_the_companys_log_tells_of_the_switch_and_of_the_way_back(tmp_path: Path) -> None:
    folder, state = bonus.company(tmp_path / "small"), state_of("small")
    bonus.version("1.1.0")
    bonus.version("1.2.0")
    upgrade = begun(folder, "1.2.0")
    switch(state, upgrade)
    upgrade.note("checked_run", DONE)
    with pytest.raises(PackageError, match=r"1\.1\.0 is older than 1\.2\.0, which is active"):
        begun(folder, "1.1.0")
    begin_rollback(state, package="bonus", actor="bob", reason="too early")
    told = [(one["action"], one["version"], one["actor"]) for one in events(state)]
    assert told[-2:] == [("upgraded", "1.2.0", "ann"), ("put back", "1.0.0", "bob")]
    assert bonus.active() == "1.0.0"
