"""Contests: prizes for the best of a plan."""

from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from perfos.company.plan.credit import Credit
from perfos.company.plan.pools import Qualify
from perfos.company.problems import Finding, FindingsError
from perfos.company.values import Amount, Day, Name, Rate, Strict, Text


class Contest(Strict):
    """Prizes for those who are credited with the most."""

    id: Name
    title: Text
    credit: Credit
    starts_on: Day
    ends_on: Day = Field(description="The last day, inclusive; the prizes are paid on it.")
    score: Literal["credited", "quantity", "count", "attainment"] = "credited"
    quota: Text | None = Field(
        default=None, description="With score: attainment, a quota of quotas.csv."
    )
    window: Literal["month", "quarter", "half", "year"] | None = Field(
        default=None, description="With score: attainment, the windows whose quotas are added up."
    )
    prizes: tuple[Amount, ...] = Field(min_length=1, description="For the first, the second, ...")
    ties: Literal["share", "all", "earliest"] = Field(
        default="share",
        description="Tied people share the prizes of their places, each win the best of them, or "
        "stand in the order in which they reached their score.",
    )
    minimum: Rate | None = Field(default=None, description="A lower score wins nothing.")
    qualify: Qualify | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        found = []
        if self.ends_on < self.starts_on:
            found.append(Finding(("ends_on",), f'"{self.ends_on}"', "not before starts_on"))
        for name in ("quota", "window"):
            if self.score == "attainment" and getattr(self, name) is None:
                found.append(Finding((name,), "nothing", f"score: attainment needs a {name}"))
            if self.score != "attainment" and getattr(self, name) is not None:
                found.append(Finding((name,), name, "only with score: attainment"))
        if self.prizes[-1] < 0:
            at = ("prizes", len(self.prizes) - 1)
            found.append(Finding(at, f'"{self.prizes[-1]}"', "allowed: 0 or more"))
        for number, (better, worse) in enumerate(pairwise(self.prizes), start=1):
            if worse > better:
                found.append(Finding(("prizes", number), f'"{worse}"', f"at most {better}"))
        if found:
            raise FindingsError(found)
        return self
