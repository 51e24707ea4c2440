"""Whoever stops the dashboards stops the semantic layer that they have started."""

import json
from dataclasses import replace

import httpx
import pytest

from semantic.dashboards.serve import LOG
from tests.dashboards.world import serving

pytestmark = pytest.mark.slow


def test_the_semantic_layer_ends_with_the_dashboards(world):
    with serving(replace(world)):
        said = (world.state.folder / LOG).read_text().splitlines()
        url = [json.loads(line)["url"] for line in said if "Listening" in line][-1]
        assert httpx.get(f"{url}/livez").is_success
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/livez")
