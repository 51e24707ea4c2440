"""One record of every kind, good and bad, as ingestion leaves them in raw."""

from datetime import date
from decimal import Decimal

from tests.transform.conftest import deal, problem

DEALS = [
    deal("good", _dims='{"product_family": "Hardware", "note": "a \\"b\\""}'),
    deal(" trimmed ", currency="usd", seats="2,5"),
    deal("lost", order="Lost"),
    deal("nothing", 0),
    # The door found something wrong.
    deal("bad_date", close_date=None, _problems=problem("unreadable_date", "close_date", "31/02")),
    deal("bad_other", _problems=problem("unreadable_date", "not_mapped")),
    {"_problems": problem("structure", found="x;y;z")},
    # Whether it was won nobody knows: it must not vanish. A lost one may.
    deal("unjudged", order=None, _problems=problem("unreadable_text", "order")),
    deal("lost_bad", order="Lost", _problems=problem("unreadable_date", "close_date")),
    # What the record alone shows.
    deal(None),
    deal("  "),
    deal("no_date", close_date=None),
    deal("no_amount", None),
    deal("no_currency", currency=None),
    deal("bad_seats", seats="many"),
    # What only the other records show.
    deal("unknown_owner", owner="zed"),
    deal("unknown_currency", currency="ZZZ"),
    deal("no_rate", currency="JPY"),
    deal("too_much", Decimal("10000000.01")),
    deal("overflow", 9 * 10**21, currency="USD"),
    deal("too_late", close_date=date(2036, 1, 1)),
    deal("copied", _hash="same"),
    deal("copied", _hash="same"),
    deal("contradicted", 1),
    deal("contradicted", 2),
]
SPLITS = [
    {"deal_id": "good", "payee": "bob", "share": Decimal("0.5")},
    {"deal_id": "good", "payee": "ann", "share": Decimal("0.5"), "kind": ""},
    {"deal_id": "good", "payee": "ann", "share": Decimal(1), "kind": "overlay"},
    {"deal_id": "good", "payee": "zed", "share": Decimal("0.5")},
    {"deal_id": "good", "payee": "bob", "share": Decimal(50), "kind": "overlay"},
    {"deal_id": "trimmed", "payee": "bob", "share": Decimal(1), "kind": "gift"},
    # The default and the word itself are one key.
    {"deal_id": "trimmed", "payee": "ann", "share": Decimal(1)},
    {"deal_id": "trimmed", "payee": "ann", "share": Decimal(1), "kind": "revenue"},
]
RATES = [
    {"quote": "USD", "day": date(2026, 2, 25), "rate": Decimal("1.1")},
    {"quote": "JPY", "day": date(2026, 2, 21), "rate": Decimal("160")},
    {"quote": "GBP", "day": date(2026, 2, 25), "rate": Decimal("-1")},
]

ROWS = {"crm__deals": DEALS, "crm__splits": SPLITS, "erp__rates": RATES}
