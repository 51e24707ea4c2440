"""Adding and removing packages: what fits, what is pinned, and what is written down."""

import pytest

from packages.active import active
from packages.add import remove
from packages.errors import PackageError
from packages.history import last_installed
from packages.lock import read_lock
from packages.outdated import newer
from packages.publish import yank
from packages.registry import Registry
from packages.store import installed, place
from tests.packages.market import Market


@pytest.fixture
def market(tmp_path, monkeypatch):
    """Return a market with three versions of `bonus`, and `extra` that needs it."""
    market = Market(tmp_path, monkeypatch)
    for version in ("1.0.0", "1.2.0", "2.0.0", "2.1.0-rc.1"):
        market.publish("bonus", version)
    market.publish("extra", "1.0.0", needs="{bonus: '<2.0'}")
    return market


def test_the_newest_that_fits_is_pinned_with_all_that_is_known(market: Market) -> None:
    (pin,) = market.add("bonus", ">=1.0,<2.0")
    assert (pin.version, pin.signer, pin.source) == ("1.2.0", "ann", "../registry")
    assert read_lock(market.state) == {"bonus": pin}
    assert installed(pin) == place("bonus", "1.2.0", pin.sha256)
    assert [one.name for one in active(market.company, market.state)] == ["base", "bonus"]
    lines = market.rules.splitlines()
    assert lines[:3] == [
        "packages:",
        "  - {name: base, path: ../base}  # ours",
        "  - {name: bonus, version: '>=1.0,<2.0'}",
    ]


@pytest.mark.parametrize(
    ("versions", "expected"),
    [("", "2.0.0"), ("1.0.0", "1.0.0"), ("<1.1", "1.0.0"), (">=2.1.0rc1", "2.1.0-rc.1")],
)
def test_ranges(market: Market, versions: str, expected: str) -> None:
    assert [pin.version for pin in market.add("bonus", versions)] == [expected]


def test_what_a_package_needs_comes_with_it(market: Market) -> None:
    market.add("extra")
    assert market.pins == {"bonus": "1.2.0", "extra": "1.0.0"}
    assert "- {name: bonus, version: <2.0}" in market.rules
    assert "- {name: extra, version: '>=1.0.0,<2'}" in market.rules


def test_what_cannot_fit_says_who_asks_for_what(market: Market) -> None:
    market.add("bonus", ">=2.0,<3.0")
    with pytest.raises(PackageError) as caught:
        market.add("extra")
    told = str(caught.value)
    assert "extra 1.0.0 asks for <2.0" in told and "rules.yml asks for >=2.0,<3.0" in told
    assert market.pins == {"bonus": "2.0.0"} and "extra" not in market.rules


def test_an_older_version_is_taken_where_the_newest_does_not_fit(market: Market) -> None:
    market.publish("extra", "1.1.0", needs="{bonus: '>=9.0'}")
    market.add("extra")
    assert market.pins["extra"] == "1.0.0"


def test_a_core_that_is_not_this_one(market: Market) -> None:
    manifest = "name: bonus\nversion: 1.9.0\nrequires: {core: '>=2.0'}\n"
    market.publish("bonus", "1.9.0", **{"package.yml": manifest})
    with pytest.raises(PackageError, match=r"1\.9\.0 \(needs core >=2\.0, and this program has"):
        market.add("bonus", "1.9.0")


def test_nobody_has_it(market: Market) -> None:
    with pytest.raises(PackageError, match="no version of malus fits: the command asks for >=0"):
        market.add("malus")


def test_a_pinned_package_waits_for_its_upgrade(market: Market) -> None:
    market.add("bonus", ">=1.0,<3.0")
    market.publish("bonus", "2.5.0")
    (candidate,) = market.add("bonus")
    assert candidate.version == "2.5.0" and market.pins == {"bonus": "2.0.0"}
    assert last_installed(market.state, "bonus", "2.5.0") == candidate
    (one,) = newer(market.company, active(market.company, market.state)[1:])
    assert (one.version, one.fitting, one.newest, one.note) == ("2.0.0", "2.5.0", "2.5.0", "")


def test_outdated_tells_of_a_yanked_version_and_of_what_the_range_hides(market: Market) -> None:
    market.add("bonus", "1.0.0")
    yank(Registry(str(market.registry), market.folder), "bonus", "1.0.0", "rounds wrongly")
    (one,) = newer(market.company, active(market.company, market.state)[1:])
    assert (one.fitting, one.newest) == ("", "2.0.0")
    assert one.note == "1.0.0 was yanked: rounds wrongly"


def test_a_later_registry_cannot_slip_in_a_higher_version(market: Market) -> None:
    other = Market.__new__(Market)
    other.__dict__ |= market.__dict__ | {"registry": market.folder / "other"}
    other.publish("bonus", "9.0.0")
    market.address = "../registry, ../other"
    market.wants("packages:\n  - {name: base, path: ../base}\n")
    assert [pin.version for pin in market.add("bonus")] == ["2.0.0"]


def test_what_is_taken_as_it_stands_is_not_installed_over(market: Market) -> None:
    with pytest.raises(PackageError, match=r"takes base as it stands \(\.\./base\)"):
        market.add("base")


def test_remove(market: Market) -> None:
    market.add("extra")
    with pytest.raises(PackageError, match=r"extra 1\.0\.0 needs bonus: remove extra first"):
        remove(market.company, market.state, "bonus", "")
    remove(market.company, market.state, "extra", "not sold any more")
    remove(market.company, market.state, "bonus", "")
    assert market.pins == {} and "bonus" not in market.rules
    with pytest.raises(PackageError, match="the only package"):
        remove(market.company, market.state, "base", "")
