"""Pools: money that a team earns together and shares."""

from decimal import Decimal
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from perfos.company.plan.credit import Credit
from perfos.company.problems import Finding, FindingsError
from perfos.company.values import Amount, Name, Rate, Strict, Text


class Qualify(Strict):
    """What a payee must have reached in a component to take part."""

    component: Name
    from_: Rate = Field(
        alias="from", description="Attainment where the component has a quota, else the amount."
    )


class Funding(Strict):
    """What comes into a pool."""

    rate: Rate | None = Field(default=None, description="Of what the team is credited.")
    over: Amount = Field(default=Decimal(0), description="With a rate: only of what lies above.")
    amount: Amount | None = Field(default=None, description="A fixed amount for each window.")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        found = []
        if (self.rate is None) == (self.amount is None):
            what = "nothing" if self.rate is None else "rate and amount"
            found.append(Finding((), what, "either a rate or an amount"))
        for name in ("rate", "over", "amount"):
            value = getattr(self, name)
            if value is not None and value < 0:
                found.append(Finding((name,), f'"{value}"', "allowed: 0 or more"))
        if self.over and self.rate is None:
            found.append(Finding(("over",), f'"{self.over}"', "only with a rate"))
        if found:
            raise FindingsError(found)
        return self


class Achievement(Strict):
    """By how much a pool is multiplied: a fixed share, or the team's attainment of its quotas."""

    fixed: Rate | None = None
    quota: Text | None = Field(default=None, description="Name of the members' quota.")
    from_: Rate = Field(
        default=Decimal(0), alias="from", description="Below it there is nothing to share."
    )
    up_to: Rate | None = Field(default=None, description="It counts no higher than this.")

    @model_validator(mode="before")
    @classmethod
    def _number(cls, value: Any) -> Any:  # noqa: ANN401
        return value if isinstance(value, dict | Achievement) else {"fixed": value}

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.fixed is None) == (self.quota is None):
            found = "nothing" if self.fixed is None else "both"
            raise FindingsError([Finding((), found, "a number, or the name of a quota")])
        if self.fixed is not None and self.fixed < 0:
            raise FindingsError([Finding((), f'"{self.fixed}"', "allowed: 0 or more")])
        return self


class Share(Strict):
    """How a pool is shared."""

    by: Literal["equal", "weight", "credited", "days"] = "equal"
    weights: dict[Text, Amount] = Field(
        default={}, description="By person; who is not named has a weight of 1."
    )
    who: Literal["last_day", "any_day"] = Field(
        default="last_day", description="On which day of the window the plan must cover a member."
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        found = []
        if self.weights and self.by != "weight":
            found.append(Finding(("weights",), "weights", "only with by: weight"))
        if self.by == "weight" and not self.weights:
            found.append(Finding(("weights",), "nothing", "by: weight needs weights"))
        for person, weight in self.weights.items():
            if weight < 0:
                found.append(Finding(("weights", person), f'"{weight}"', "allowed: 0 or more"))
        if found:
            raise FindingsError(found)
        return self


class Pool(Strict):
    """Money that the people of a plan earn together."""

    id: Name
    title: Text
    credit: Credit
    window: Literal["month", "quarter", "half", "year"]
    funding: Funding
    achievement: Achievement | None = None
    share: Share = Share()
    qualify: Qualify | None = None
