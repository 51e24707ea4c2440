"""Registries of each kind: a folder, a web server, an object store."""

import functools
import http.server
import json
import stat
import threading
from collections.abc import Iterator

import pytest

from packages import publish as publish_module
from packages.errors import PackageError
from packages.index import FILE
from packages.publish import publish, yank
from packages.registry import Registry
from packages.signature import create_publisher_key, publisher_key
from tests.packages.conftest import write_package
from tests.packages.market import Market


@pytest.fixture
def market(tmp_path, monkeypatch) -> Market:
    return Market(tmp_path, monkeypatch)


@pytest.fixture
def web(market: Market) -> Iterator[str]:
    """Serve the registry by HTTP; yield its address."""
    handler = functools.partial(
        http.server.SimpleHTTPRequestHandler, directory=str(market.registry)
    )
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_company_installs_from_a_web_server(market: Market, web: str) -> None:
    market.publish("bonus", "1.0.0")
    market.address = web
    market.wants("packages:\n  - {name: base, path: ../base}\n")
    (pin,) = market.add("bonus")
    assert (pin.version, pin.source, pin.signer) == ("1.0.0", web, "ann")
    with pytest.raises(PackageError, match="nothing can be published to http"):
        publish(
            write_package(market.folder / "x", "bonus", "1.1.0"),
            Registry(web, market.folder),
            "ann",
        )
    (market.registry / FILE).unlink()
    with pytest.raises(PackageError, match=r"gives no index\.json: FileNotFoundError"):
        market.add("bonus")


def test_an_object_store(market: Market) -> None:
    """No rename and no lock: what is written is whole by the store's own promise."""
    bucket = Registry("memory://bucket/rules", market.folder)
    publish(write_package(market.folder / "x", "bonus", "1.0.0"), bucket, "ann")
    publish(write_package(market.folder / "y", "bonus", "1.1.0"), bucket, "ann")
    market.address = "memory://bucket/rules"
    market.wants("packages:\n  - {name: base, path: ../base}\n")
    assert [pin.version for pin in market.add("bonus")] == ["1.1.0"]
    yank(bucket, "bonus", "1.1.0", "pays twice")
    assert bucket.index().packages["bonus"]["1.1.0"].yanked == "pays twice"


def test_a_published_version_never_changes(market: Market) -> None:
    market.publish("bonus", "1.0.0")
    before = {path: path.read_bytes() for path in market.registry.rglob("*") if path.is_file()}
    with pytest.raises(PackageError, match="published already, with the same content"):
        market.publish("bonus", "1.0.0")
    with pytest.raises(PackageError, match=r"published already, as [0-9a-f]{64}"):
        market.publish("bonus", "1.0.0", **{"models/more.sql": "select 2 as two\n"})
    assert {path: path.read_bytes() for path in before} == before


def test_an_interrupted_publication_shows_nothing_and_can_be_made_again(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    market.publish("bonus", "1.0.0")
    with monkeypatch.context() as patch:
        patch.setattr(publish_module, "_write", lambda *_: (_ for _ in ()).throw(OSError("full")))
        with pytest.raises(OSError, match="full"):
            market.publish("bonus", "1.1.0")
    assert list(Registry(str(market.registry), market.folder).index().packages["bonus"]) == [
        "1.0.0"
    ]
    market.publish("bonus", "1.1.0")
    assert [pin.version for pin in market.add("bonus")] == ["1.1.0"]


def test_a_version_that_is_not_there_cannot_be_yanked(market: Market) -> None:
    market.publish("bonus", "1.0.0")
    with pytest.raises(PackageError, match=r"holds no bonus 9\.9\.9"):
        yank(Registry(str(market.registry), market.folder), "bonus", "9.9.9", "")


def test_a_storage_that_is_not_installed_or_unknown_is_told(market: Market) -> None:
    with pytest.raises(PackageError, match=r"nowhere://x cannot be reached"):
        Registry("nowhere://x", market.folder)


def test_a_key_is_for_its_owner_and_in_no_published_file(market: Market, tmp_path) -> None:
    file = create_publisher_key("ann")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    secret = file.read_text().strip()
    market.publish("bonus", "1.0.0")
    market.add("bonus")
    for path in tmp_path.rglob("*"):
        if path.is_file() and path != file:
            assert secret.encode() not in path.read_bytes(), path
    file.chmod(0o644)
    with pytest.raises(PackageError, match="others can read"):
        publisher_key("ann")
    with pytest.raises(PackageError, match="cannot be a publisher"):
        create_publisher_key("../ann")


def test_the_index_reads_as_json(market: Market) -> None:
    market.publish("bonus", "1.0.0")
    index = json.loads((market.registry / FILE).read_text())
    assert index["format"] == "perfos-registry-1"
    assert index["packages"]["bonus"]["1.0.0"]["key"] == market.key
