"""Which columns of a deal a payee's plans ask about, and what may stand there."""

import re

from perfos.cli.query import ask
from semantic.dashboards.place import place
from semantic.dashboards.who import prove

PLANS = """
    select distinct plan_id from core.payee_plan
    where person_id = getvariable('payee') and valid_until > current_date
"""
VALUES = """
    select dims[getvariable('name')] as value, count(*) as events
    from core.event
    where dims[getvariable('name')] is not null
    group by value
    order by events desc, value
    limit 20
"""


def choices(payee: str) -> dict[str, list[str]]:
    """Return the dimensions that decide whether a payee's plans credit a deal, with values."""
    prove(payee)
    with place().snapshot() as snapshot:
        plans = {row["plan_id"] for row in ask(snapshot, PLANS, payee=payee)}
        conditions = [
            component.credit.when
            for plan in place().company().plans
            if plan.plan in plans
            for component in plan.components
            if component.credit.when
        ]
        names = sorted({name for text in conditions for name in re.findall(r"[a-z_]\w*", text)})
        found = {}
        for name in names:
            rows = ask(snapshot, VALUES, name=name)
            if rows:
                found[name] = [row["value"] for row in rows]
    return found
