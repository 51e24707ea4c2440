"""A step of a hostile order: if it is allowed, it must have been right."""

from pathlib import Path
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, initialize

from audit.payroll import record_payments
from audit.refused import Refused
from audit.request import Request
from audit.states import CLOSED, STEPS, Month
from perfos.company.access import Access
from tests.audit.world import World

ACCESS = Access(
    people={
        "pat": ("preparer",),
        "alex": ("approver",),
        "sam": ("approver", "controller", "payroll"),
        "casey": ("controller",),
        "kim": ("administrator",),
        "max": ("preparer", "approver", "controller", "payroll", "administrator"),
        "eve": ("preparer",),
    }
)


class Steps(RuleBasedStateMachine):
    """Takes steps in a world of its own."""

    compiled: Path

    @initialize()
    def begin(self) -> None:
        """Begin with one posting and one calculation."""
        self.world = World(self.compiled, ACCESS)
        self.sealed: dict[str, str] = {}
        self.is_killed = False
        self.world.desire("seller/sales/ann/D9", "2026-01", 500)
        self.world.run()

    def take(self, name: str, request: Request, **more: Any) -> None:
        """Take a step; if it is allowed, it must have been right."""
        world, periods = self.world, self.world.periods
        before = periods.months()
        month = before.get(request.period, Month())
        world.connection.begin()
        try:
            if name == "close":
                periods.close(request, lambda: {"root": world.root(request.period)})
            elif name == "pay":
                record_payments(periods, request)
            else:
                getattr(periods, name)(request, **more)
            world.connection.commit()
        except Refused:
            world.connection.rollback()
            assert periods.months() == before
            return
        if (name, month.state) in (("close", "closed"), ("pay", "paid")):
            assert periods.months() == before
            return
        assert ACCESS.may(request.actor, STEPS[name].role)
        assert month.state in STEPS[name].after
        if name == "close":
            self.closed(request, month)

    def closed(self, request: Request, month: Month) -> None:
        """Check what a close that was allowed must have found."""
        assert request.actor not in month.approvers
        assert not self.is_killed or "checks" in month.waived
        undecided = [one for one in month.open_disputes() if f"dispute:{one}" not in month.waived]
        assert not undecided
        for earlier in ("2026-01", "2026-02"):
            if earlier < request.period:
                assert self.world.periods.months()[earlier].state in CLOSED
        self.sealed[request.period] = self.world.root(request.period)
