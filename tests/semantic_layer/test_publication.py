"""Each publication asks the semantic layer whether it says what the ledger says."""

import pytest

from orchestration.assets.views import URL
from perfos.paths import state_of
from semantic.secret import load_secret
from tests.journeys.small import deals, run, write_company
from tests.semantic_layer.server import World, serving

pytestmark = pytest.mark.slow


def test_a_publication_is_compared_with_the_semantic_layer(tmp_path, monkeypatch):
    folder = write_company(tmp_path / "small", deals(12))
    world = World(state_of("small"), warehouse=None)
    with serving(world, tmp_path / "server.log", load_secret("small")):
        monkeypatch.setenv(URL, world.url)
        first = run(folder)
        assert first.checks_failed == 0
    second = run(folder)
    assert second.checks_passed == first.checks_passed - 1
    assert second.checks_failed == 1, "nobody answers any more"
