"""Hostile archives and registries: each is refused, with its reason, before anything is there."""

from pathlib import Path

import pytest

from packages.errors import PackageError
from tests.packages.hostile_archives import ARCHIVES
from tests.packages.tampered import REGISTRIES, Tampered, mallory


@pytest.fixture
def market(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tampered:
    return Tampered(tmp_path, monkeypatch)


@pytest.mark.parametrize("kind", ARCHIVES)
def test_a_hostile_archive_is_refused_although_it_is_signed(market: Tampered, kind: str) -> None:
    build, reason = ARCHIVES[kind]
    market.entry("1.1.0", build())
    before = market.seen()
    with pytest.raises(PackageError) as caught:
        market.add("bonus")
    assert reason in str(caught.value)
    assert "bonus 1.1.0" in str(caught.value) and market.address in str(caught.value)
    assert market.seen() == before


@pytest.mark.parametrize("kind", REGISTRIES)
def test_a_hostile_registry_is_refused(market: Tampered, kind: str) -> None:
    tamper, reason = REGISTRIES[kind]
    tamper(market)
    before = market.seen()
    with pytest.raises(PackageError) as caught:
        market.add("bonus")
    assert reason in str(caught.value)
    assert market.seen() == before


def test_both_hashes_and_both_names_are_told(market: Tampered) -> None:
    key = mallory()
    market.entry("1.1.0", key=key)
    with pytest.raises(PackageError, match=f"bonus 1.1.0 is signed by {key}.*ann .{market.key}"):
        market.add("bonus")
    market.entry("1.1.0", sha256="cd" * 32)
    with pytest.raises(PackageError, match=r"has the sha256 [0-9a-f]{64}, and its index says cdcd"):
        market.add("bonus")


def test_a_yanked_version_is_not_begun_with_and_stays_where_it_is_pinned(market: Tampered) -> None:
    market.entry("1.1.0", yanked="pays twice")
    assert [pin.version for pin in market.add("bonus")] == ["1.0.0"]
    with pytest.raises(PackageError, match=r"1.1.0 \(yanked: pays twice\)"):
        market.add("bonus", "1.1.0")
    assert market.pins == {"bonus": "1.0.0"}
