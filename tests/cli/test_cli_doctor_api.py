"""`perfos doctor` about sources behind an API."""

import json

from perfos.cli.place import Place
from tests.ingestion.bench import Bench


def test_an_api_that_cannot_be_asked(perfos, monkeypatch, tmp_path):
    def found():
        told = json.loads(perfos("doctor", "--json", code=1))
        return next(one for one in told if one["check"] == "hubspot hs")

    tables = [{"name": "deals", "object": "deals"}]
    hubspot = Bench(tmp_path).company([{"name": "hs", "kind": "hubspot", "tables": tables}])
    monkeypatch.setattr(Place, "company", lambda self: hubspot)
    finding = found()
    assert "SOURCES__HS__TOKEN" in finding["found"]
    monkeypatch.setenv("SOURCES__HS__TOKEN", "pat-hunter2")
    monkeypatch.setenv("SOURCES__HS__ADDRESS", "http://127.0.0.1:1")
    monkeypatch.setenv("RUNTIME__REQUEST_MAX_ATTEMPTS", "1")
    finding = found()
    assert "does not answer" in finding["found"]
    assert "hunter2" not in str(finding)
