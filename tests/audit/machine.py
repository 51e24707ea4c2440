"""Months under hostile orders of steps, and what must hold after each."""

from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
)

from audit.disputes import decide_dispute
from audit.log import append
from audit.refused import Refused
from audit.request import Request
from audit.states import CLOSED, first_open
from tests.audit.machine_steps import ACCESS, Steps
from tests.audit.world import ALWAYS

MONTHS = st.sampled_from(["2025-12", "2026-01", "2026-02", "2026-03"])
PEOPLE = st.sampled_from(sorted(ACCESS.people))
WAYS = [("pat", "alex", "casey"), ("max", "max", "max"), ("pat", "sam", "sam")]
KEYS = st.builds("seller/sales/{}/D{}".format, st.sampled_from(["ann", "bob"]), st.integers(1, 4))


class _Months(Steps):
    """Hostile orders of calculations, steps and changes."""

    @rule(key=KEYS, period=MONTHS, amount=st.integers(-3, 9).map(lambda n: n * 100))
    def change(self, key: str, period: str, amount: int) -> None:
        self.world.desire(key, period, amount)

    @rule(ends=st.booleans())
    def calculate(self, ends: bool) -> None:
        self.world.run(ends)
        self.is_killed = not ends

    @rule()
    def calculate_twice(self) -> None:
        self.world.run()
        self.is_killed = False
        assert self.world.run() == 0

    @rule(period=MONTHS, actor=PEOPLE, name=st.sampled_from(["submit", "approve", "reopen", "pay"]))
    def step(self, period: str, actor: str, name: str) -> None:
        self.take(name, Request(period, actor, "because", "job"))

    @rule(period=MONTHS, actor=PEOPLE, payee=st.sampled_from(["ann", "bob"]))
    def approve_statement(self, period: str, actor: str, payee: str) -> None:
        self.take("approve", Request(period, actor, "because", "job"), payee=payee)

    @rule(people=st.sampled_from(WAYS), is_disputed=st.booleans(), is_calculated=st.booleans())
    def whole_way(self, people: tuple[str, ...], is_disputed: bool, is_calculated: bool) -> None:
        """Without it the states at the end would hardly ever be reached."""
        if is_calculated:
            self.calculate(ends=True)
        period = first_open("2026-01", self.world.periods.months())
        for name, actor in zip(("submit", "approve", "close"), people, strict=True):
            if is_disputed and name == "close":
                self.dispute(period)
            self.take(name, Request(period, actor, "because", "job"))

    @rule(period=MONTHS, actor=PEOPLE)
    def close(self, period: str, actor: str) -> None:
        self.take("close", Request(period, actor, "because", "job"))

    @rule(period=MONTHS)
    def dispute(self, period: str) -> None:
        number = str(1 + sum(len(one.disputes) for one in self.world.periods.months().values()))
        details = {"payee_id": "ann", "manager_id": "alex"}
        request = Request(period, "ann", "too little", "job")
        append(self.world.connection, request, "dispute_opened", number, details)

    @rule(period=MONTHS, actor=PEOPLE, number=st.integers(1, 3).map(str))
    def settle(self, period: str, actor: str, number: str) -> None:
        try:
            request = Request(period, actor, "so be it", "job")
            decide_dispute(self.world.periods, request, number, "refuse")
        except Refused:
            return
        assert actor in {"alex", "sam", "max"}

    @rule(period=MONTHS, actor=PEOPLE, number=st.integers(0, 3))
    def waive(self, period: str, actor: str, number: int) -> None:
        subject = f"dispute:{number}" if number else "checks"
        try:
            self.world.periods.waive(Request(period, actor, "so be it", "job"), subject)
        except Refused:
            return
        assert ACCESS.may(actor, "administrator")

    @invariant()
    def the_promises_hold(self) -> None:
        self.world.must_hold(*ALWAYS)

    @invariant()
    def a_sealed_month_stays_as_it_was_sealed(self) -> None:
        for period, month in self.world.periods.months().items():
            if month.state in CLOSED:
                assert self.world.root(period) == self.sealed[period]

    @invariant()
    def the_sql_and_the_program_agree(self) -> None:
        stated = dict(self.world.ask("select period, state from ledger.period_state"))
        months = self.world.periods.months()
        assert stated == {name: one.state for name, one in months.items() if one.last}

    @invariant()
    def what_is_paid_is_paid_once(self) -> None:
        paid = self.world.ask("select period, count(*) from ledger.period_event "
                              "where action = 'paid' group by all having count(*) > 1")  # fmt: skip
        assert paid == []

    @invariant()
    def what_is_paid_is_what_the_accounts_pay_out(self) -> None:
        paid = self.world.ask(
            "select payee_id, period, currency, amount from ledger.payment order by all"
        )
        due = self.world.ask(
            "select payee_id, period, currency, paid_out from ledger.payee_balance "
            "where paid_out > 0 and period in (select period from ledger.period_event "
            "where action = 'paid') order by all"
        )
        assert paid == due


def machine_of(compiled: Path) -> type[RuleBasedStateMachine]:
    """Return the machine over the SQL in a folder."""
    return type("MonthsOfThisCompany", (_Months,), {"compiled": compiled})
