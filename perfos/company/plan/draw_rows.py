"""Draws of plans, and what draws.csv says was taken, as control tables."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from perfos.company.plan.draws import Recovery
from perfos.company.plan.plans import Plan

_TEXT = pa.string()
SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "plan_draw": {
        "plan_id": _TEXT,
        "draw_no": pa.int32(),
        **dict.fromkeys(("draw_id", "title", "kind"), _TEXT),
        "amount": pa.decimal128(28, 6),
        **dict.fromkeys(("from_period", "to_period"), _TEXT),
        "first_months": pa.int32(),
        **dict.fromkeys(("recovery", "scope", "recover_from", "recover_to"), _TEXT),
        "recover_share": pa.decimal128(28, 10),
        "recover_floor": pa.decimal128(28, 6),
        "forgiven_on": pa.date32(),
    },
    "draws": {
        **dict.fromkeys(("payee_id", "draw", "period"), _TEXT),
        "amount": pa.decimal128(28, 6),
        "deal_id": _TEXT,
        "source_file": _TEXT,
        "source_row": pa.int64(),
        "source_hash": _TEXT,
    },
}


def draw_rows(plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield a row for each draw of a plan, numbered in its order."""
    for number, draw in enumerate(plan.draws, start=1):
        recover = draw.recover or Recovery()
        yield {
            "plan_id": plan.plan,
            "draw_no": number,
            "draw_id": draw.id,
            "title": draw.title or draw.id,
            "kind": draw.kind,
            "amount": draw.amount,
            "from_period": draw.from_,
            "to_period": draw.to,
            "first_months": draw.first_months,
            "recovery": draw.recovery,
            "scope": draw.scope,
            "recover_from": recover.from_,
            "recover_to": recover.to,
            "recover_share": recover.share,
            "recover_floor": recover.floor,
            "forgiven_on": draw.forgiven_on,
        }
