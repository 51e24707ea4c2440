"""plans/*.yml: who earns what on which events."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from perfos.company.plan.capitalise import Capitalise
from perfos.company.plan.clawback import Clawback
from perfos.company.plan.clawback_findings import clawback_findings
from perfos.company.plan.contests import Contest
from perfos.company.plan.credit import Credit, NumberFormula
from perfos.company.plan.draws import Draw
from perfos.company.plan.examples import Example
from perfos.company.plan.modifier_findings import WEEKS, modifier_findings
from perfos.company.plan.modifiers import Cap, Gate, Minimum, Multiplier, TargetPay
from perfos.company.plan.payment import Hold, Instalment, unpaid
from perfos.company.plan.plan_findings import plan_findings
from perfos.company.plan.pools import Pool
from perfos.company.plan.quota_rules import QuotaRule
from perfos.company.plan.rates import RateTable
from perfos.company.problems import Finding, FindingsError
from perfos.company.values import (
    Currency,
    Day,
    Name,
    Strict,
    Text,
    matching,
)

Version = Annotated[str, *matching(r"\d+\.\d+\.\d+(-[a-z0-9.]+)?", "a version such as 1.0.0")]
Window = Literal["event", "week", "two_weeks", "month", "quarter", "half", "year", "plan"]


class Component(Strict):
    """One way to earn within a plan."""

    id: Name
    title: Text
    credit: Credit
    shares: Name | None = Field(
        default=None,
        description="Components with the same word move one position: what each credits counts "
        "for all.",
    )
    quota: Text | None = Field(default=None, description="Name of a quota in quotas.csv.")
    target: TargetPay | None = Field(
        default=None, description="What a window pays when the target is reached."
    )
    window: Window = Field(
        description="The time over which events accumulate; event: each one stands alone; plan: as "
        "long as the plan holds, without beginning anew. Weeks begin with the plan's first day."
    )
    rate: RateTable
    multiplier: NumberFormula | None = Field(
        default=None, description="Formula of a factor on the pay of an event; 1 where it is null."
    )
    multipliers: tuple[Multiplier, ...] = Field(
        default=(), description="Factors on the pay of the window, by other components."
    )
    gate: Gate | None = None
    minimum: Minimum | None = None
    cap: Cap | None = None
    payment: tuple[Instalment, ...] = Field(
        default=(), description="When it is paid; all of it with the event where not said."
    )
    hold: Hold | None = None
    carved_from: Text | None = Field(
        default=None,
        description="A component, or plan/component, out of whose pay for the event this is taken.",
    )
    clawback: Clawback | None = Field(
        default=None, description="What is taken back when the deal is cancelled."
    )
    capitalise: Capitalise | None = Field(
        default=None, description="How the pay becomes an asset that is written off over time."
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        found = []
        if self.rate.by == "attainment" and not self.quota:
            found.append(Finding(("quota",), "nothing", "rate by attainment needs a quota"))
        has_no_quota = self.window in ("event", "plan", *WEEKS)
        if has_no_quota and (self.rate.by == "attainment" or (self.target and self.target.quota)):
            allowed = "a quota needs month, quarter, half or year"
            found.append(Finding(("window",), f'"{self.window}"', allowed))
        found += modifier_findings(self)
        found += unpaid(self.payment)
        found += clawback_findings(self)
        if found:
            raise FindingsError(found)
        return self


class Assigned(Strict):
    """Who is on the plan: everybody in a role, and single people."""

    roles: tuple[Text, ...] = ()
    people: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if not self.roles and not self.people:
            raise FindingsError([Finding((), "nobody", "needed: a role or a person")])
        return self


class Plan(Strict):
    """One plan file."""

    plan: Name
    title: Text
    currency: Currency
    valid_from: Day
    valid_to: Day | None = Field(
        default=None, description="The last day, inclusive; open without it."
    )
    assigned: Assigned
    rules: Version | None = Field(
        default=None,
        description="Version of the rules that the plan stays on; the active one without it.",
    )
    quotas: dict[Text, QuotaRule] = Field(
        default={}, description="How quotas of quotas.csv are read for this plan, by name."
    )
    components: tuple[Component, ...] = ()
    pools: tuple[Pool, ...] = ()
    contests: tuple[Contest, ...] = ()
    draws: tuple[Draw, ...] = ()
    examples: tuple[Example, ...] = Field(
        default=(), description="Worked examples of the plan, run by `perfos plan test`."
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        found = []
        if self.valid_to and self.valid_to < self.valid_from:
            found.append(Finding(("valid_to",), f'"{self.valid_to}"', "not before valid_from"))
        found += plan_findings(self)
        if found:
            raise FindingsError(found)
        return self

    @property
    def crediting(self) -> tuple[Component | Pool | Contest, ...]:
        """Everything that credits events to payees."""
        return (*self.components, *self.pools, *self.contests)
