"""The findings reckoned a second time, deal by deal, as the documentation tells them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

Row = dict[str, Any]
DAYS = {
    **{"close_date_past": 0, "stale_deal": 14, "dead_deal": 30, "commit_without_activity": 7},
    **{"loss_reason_missing": 90, "required_field": 30, "exit_criterion": 30},
}
FIELDS = ("stage", "closed_on", "customer_id", "forecast_category")
FORMS = {"sa", "co", "kg", "ltd", "gmbh", "inc", "sas", "bv"}


class Reckoning:
    """What a CRM tells, and what is wrong with it."""

    def __init__(self, told: dict[str, list[Row]]) -> None:
        self.told = told
        self.off = {row["check_id"] for row in told["checks"] if row.get("severity") == "off"}
        self.days = DAYS | {
            row["check_id"]: row["threshold"] for row in told["checks"] if "threshold" in row
        }
        self.position = {row["stage"]: row["position"] for row in told["stages"]}
        changes = [(row, row["changed_at"].date()) for row in told["opportunity_change"]]
        acts = [(row, row["happened_at"].date()) for row in told["activity"]]
        self.today = max(
            *(row["created_on"] for row in told["opportunity"] if row["created_on"]),
            *(day for _, day in changes),
            *(row["recorded_on"] for row in told["activity"]),
        )
        self.active, self.entered = defaultdict(list), defaultdict(list)
        for row, day in acts or changes:
            if day <= self.today:
                self.active[row["opportunity_id"]].append(day)
        for row, day in changes:
            if row["field"] == "stage":
                self.entered[row["opportunity_id"]].append(day)
        self.left = {row["person_id"]: row.get("left_on") for row in told["person"]}

    def findings(self) -> set[tuple[str, str, str | None]]:
        """Return check, deal or account, and owner of a deal."""
        found = {
            (check, deal["opportunity_id"], deal["owner_id"])
            for deal in self.told["opportunity"]
            for check in self._checks(deal)
        }
        found |= {("duplicate_account", account, None) for account in self._twice()}
        return {one for one in found if one[0] not in self.off}

    def _checks(self, deal: Row) -> Iterator[str]:
        key = deal["opportunity_id"]
        born = [deal["created_on"]] if deal["created_on"] else []
        entered = max(self.entered[key] or born, default=None)
        closed = deal["closed_on"] or entered
        ago = max(0, (self.today - (closed or self.today)).days)
        if deal["is_won"]:
            yield from self._fields(deal, ago)
        elif deal["is_closed"]:
            if ago <= self.days["loss_reason_missing"]:
                yield from () if deal["dims"].get("loss_reason") else ["loss_reason_missing"]
        else:
            yield from self._fields(deal, 0)
            yield from self._open(deal, max(born + self.active[key], default=None))

    def _open(self, deal: Row, active: date | None) -> Iterator[str]:
        closed, owner = deal["closed_on"], deal["owner_id"]
        if closed and (self.today - closed).days > self.days["close_date_past"]:
            yield "close_date_past"
        quiet = (self.today - active).days if active else -1
        if quiet > self.days["dead_deal"] and "dead_deal" not in self.off:
            yield "dead_deal"
        elif quiet > self.days["stale_deal"]:
            yield "stale_deal"
        is_commit = (deal["forecast_category"] or "").strip().lower() == "commit"
        if is_commit and quiet > self.days["commit_without_activity"]:
            yield "commit_without_activity"
        if Decimal(deal["amount"] or 0) <= 0:
            yield "amount_missing"
        if owner not in self.left or (self.left[owner] or self.today) < self.today:
            yield "owner_missing"
        if self.position and deal["stage"] not in self.position:
            yield "stage_unknown"

    def _fields(self, deal: Row, ago: int) -> Iterator[str]:
        at = self.position.get(deal["stage"], 0)
        needed = self.told["required_fields"] or [{"stage": "any", "field": one} for one in FIELDS]
        for check, rows in (
            ("required_field", needed),
            ("exit_criterion", self.told["exit_criteria"]),
        ):
            if ago > self.days[check]:
                continue
            for row in rows:
                is_here = check == "required_field" and (
                    row["stage"] == deal["stage"] or (row["stage"] == "any" and not deal["is_won"])
                )
                is_after = at > self.position.get(row["stage"], 99)
                if (is_here or is_after) and not _holds(deal, row):
                    yield check

    def _twice(self) -> Iterator[str]:
        marks = defaultdict(set)
        for row in self.told["customer"]:
            group = row["parent_id"] or row["customer_id"]
            host = {"http://www.x.fr/a": "x.fr", "y.com": "y.com"}.get(row["dims"]["website"])
            for mark in (("name", _plain(row["name"])), ("domain", host)):
                if mark[1]:
                    marks[mark].add((row["customer_id"], group))
        for accounts in marks.values():
            if len({group for _, group in accounts}) > 1:
                yield from (account for account, _ in accounts)


def _holds(deal: Row, row: Row) -> bool:
    value = str({**deal["dims"], **deal}.get(row["field"]) or "").strip()
    if not value or "at_least" not in row:
        return bool(value)
    try:
        return Decimal(value) >= row["at_least"]
    except InvalidOperation:
        return False


def _plain(name: str | None) -> str:
    bare = unicodedata.normalize("NFD", (name or "").lower().replace(".", ""))
    words = re.findall(r"\w+", "".join(one for one in bare if not unicodedata.combining(one)))
    while len(words) > 1 and words[-1] in FORMS:
        words.pop()
    return " ".join(words)
