"""Whatever happens to requests and pages, the rows are those of an undisturbed load."""

import random

import pytest

from tests.apis.hubspot.app import SECRETS
from tests.ingestion.hubspot.asked import account

FAULTS = ("drop", "cut", "busy", "down", "lost")
TABLES = {
    "deals": ("amount",),
    "contacts": (),
    "deal_history": ("dealstage", "amount"),
    "deal_companies": (),
    "owners": (),
}


def filled():
    """Return an account in which every table has several pages."""
    portal = account(9, page=2)
    for number in range(5):
        portal.create("contacts", email=f"{number}@example.com")
        portal.create("companies", id_=900 + number)
        portal.associate(str(number + 1), "companies", "900")
        portal.associate("9", "companies", str(900 + number), (6, "Primary"))
    portal.owners = [{"id": str(number), "archived": number > 3} for number in range(6)]
    portal.archive("deals", "4")
    portal.merge("deals", "5", "6")
    return portal


@pytest.fixture
def disturbed(asked, monkeypatch):
    """Return an account, asked with OAuth, and what it answers when it is left alone."""
    monkeypatch.delenv("SOURCES__CRM__TOKEN")
    for name, value in SECRETS.items():
        monkeypatch.setenv(f"SOURCES__CRM__{name.upper()}", value)
    asked.app.portal = filled()
    _, watermark = asked.read("deals")
    asked.portal.tick()
    for id_ in ("1", "2", "9"):
        asked.portal.update("deals", id_, amount="5.05")
    whole = {
        (table, since): asked.read(table, *fields, since=since)
        for table, fields in TABLES.items()
        for since in (None, watermark)
    }
    return asked, whole


def messed(choice):
    """Return what repeats rows of pages, and answers them in another order."""

    def mess(rows):
        again = [row for row in rows if choice.random() < 0.2]
        return choice.sample(rows + again, len(rows) + len(again))

    return mess


def one(asked, whole, seed):
    """Read one table while a schedule of faults disturbs it."""
    choice = random.Random(seed)
    (table, since), expected = choice.choice(list(whole.items()))
    asked.portal.mess = messed(choice)
    asked.app.lives = choice.choice((None, 2, 3, 5))
    rate = choice.choice((0.05, 0.2, 0.35))
    # Five times the same request fail only where it is not to be read at all.
    schedule, row = {}, 0
    for number in range(200):
        row = row + 1 if choice.random() < rate and row < 2 else 0
        if row:
            schedule[number] = "slow" if choice.random() < 0.02 else choice.choice(FAULTS)
    asked.disturb(schedule)
    assert asked.read(table, *TABLES[table], since=since) == expected, (seed, table, schedule)


def test_some_schedules_of_faults(disturbed):
    for seed in range(12):
        one(*disturbed, seed)


@pytest.mark.proof
def test_a_thousand_schedules_of_faults(disturbed):
    for seed in range(1000, 2000):
        one(*disturbed, seed)


@pytest.mark.parametrize("seed", range(2))
def test_whole_loads_among_faults(asked, bench, seed):
    columns = {"amount": {"type": "decimal"}}
    company = bench.company(asked.table("amount", columns=columns))
    choice, sql = random.Random(seed), "select id, amount from raw.crm__deals order by id"
    for amount in ("7.07", "8.08"):
        asked.disturb({n: choice.choice(FAULTS) for n in range(99) if n % 3})
        bench.load(company)
        found = [(one.id, one.properties["amount"]) for one in asked.portal.found("deals")]
        assert [(id_, str(amount)) for id_, amount in bench.query(sql)] == [
            (id_, f"{amount}0000") for id_, amount in found
        ]
        asked.portal.tick()
        asked.portal.update("deals", "3", amount=amount)
        asked.portal.create("deals", amount=amount)


def test_an_account_that_does_not_answer(asked):
    from ingestion.errors import LoadError

    asked.disturb(dict.fromkeys(range(9), "down"))
    with pytest.raises(LoadError, match=r"crm\.asked: 127\.0\.0\.1:\d+ says 503"):
        asked.read("owners")
