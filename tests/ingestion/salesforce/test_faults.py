"""Whatever goes wrong on the way, and in whatever order rows come: the same rows arrive, once."""

import random

import pytest

from ingestion.salesforce import read, results
from tests.ingestion.salesforce.samples import change, fill

_KINDS = ("drop", "cut", "busy", "down", "slow", "lost")
_REQUESTS = 60


def disturb(crm, seed):
    """Let things go wrong by chance, three times in a row at most."""
    chance = random.Random(seed)
    share = chance.choice([0.1, 0.3, 0.5])
    schedule = {n: chance.choice(_KINDS) for n in range(_REQUESTS) if chance.random() < share}
    for n in range(3, _REQUESTS, 4):
        schedule.pop(n, None)
    crm.faults.asked, crm.faults.schedule = [], schedule
    numbers = chance.sample(range(0, _REQUESTS, 4), 3)
    crm.org.expiring = {crm.org.used + 1 + n for n in numbers}

    def page(rows):
        repeated = [*rows, *chance.sample(rows, min(len(rows), 3))]
        chance.shuffle(repeated)
        return repeated

    crm.org.page = chance.choice([list, page])


def calm(crm):
    crm.faults.schedule, crm.org.expiring, crm.org.page = {}, set(), list


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Try more often than usual: a request may be repeated, refused, renewed and repeated again."""
    monkeypatch.setenv("RUNTIME__REQUEST_MAX_ATTEMPTS", "15")


@pytest.fixture
def changed(crm, monkeypatch):
    """Return the rows and watermark of a full and of a partial read, after some changes."""
    monkeypatch.setattr(results, "PAGE_ROWS", 9)
    crm.org.batch = 9
    fill(crm.org, "Opportunity", 40)
    crm.records()
    first = crm.watermark
    change(crm.org, "Opportunity", random.Random(2), 25)
    full = crm.records()
    crm.watermark = first
    return first, full, crm.records(is_new=False), crm.watermark


def check(crm, monkeypatch, changed, seeds):
    first, full, partial, watermark = changed
    for seed in seeds:
        monkeypatch.setattr(read, "BULK_ROWS", -1 if seed % 2 else 10_000)
        is_new = seed % 4 < 2
        disturb(crm, seed)
        crm.watermark = first
        found = crm.records(is_new=is_new)
        assert found == (full if is_new else partial), f"schedule {seed}"
        assert crm.watermark == watermark, f"schedule {seed}"


def test_dozens_of_schedules(crm, monkeypatch, changed):
    check(crm, monkeypatch, changed, range(36))


@pytest.mark.proof
@pytest.mark.parametrize("start", range(0, 1000, 250))
def test_a_thousand_schedules(crm, monkeypatch, changed, start):
    check(crm, monkeypatch, changed, range(start, start + 250))


def test_raw_after_disturbed_loads_is_raw_after_calm_ones(crm, monkeypatch):
    monkeypatch.setattr(results, "PAGE_ROWS", 9)
    monkeypatch.setattr(read, "BULK_ROWS", 20)
    fill(crm.org, "Opportunity", 40)
    for turn in range(2):
        disturb(crm, 30 + turn)
        crm.load()
        calm(crm)
        change(crm.org, "Opportunity", random.Random(turn), 15)
    disturb(crm, 32)
    crm.load()
    found = crm.everything()
    calm(crm)
    crm.bench.state.warehouse.unlink()
    crm.load()
    assert crm.everything() == found
