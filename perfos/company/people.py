"""people.csv, org.csv, quotas.csv, leave.csv: who works here, as what, for whom, to reach what."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from perfos.company.values import Amount, Currency, Day, Strict

Id = Annotated[str, StringConstraints(min_length=1, max_length=200)]


def _empty(value: object) -> object:
    """An empty cell is no value."""
    return None if value == "" else value


Empty = BeforeValidator(_empty)


class Person(Strict):
    """One row of people.csv."""

    person_id: Id
    name: Annotated[str | None, Empty] = None
    email: Annotated[str | None, Empty] = None
    hired_on: Annotated[Day | None, Empty] = None
    left_on: Annotated[Day | None, Empty] = Field(
        default=None, description="The last day; empty while the person is here."
    )
    currency: Annotated[Currency | None, Empty] = None


class OrgAssignment(Strict):
    """One row of org.csv: what somebody is, under whom, from when to when."""

    person_id: Id
    role: Id
    manager_id: Annotated[str | None, Empty] = None
    territory_id: Annotated[str | None, Empty] = None
    valid_from: Day
    valid_to: Annotated[Day | None, Empty] = Field(
        default=None, description="The last day, inclusive; empty while it holds."
    )


class Quota(Strict):
    """One row of quotas.csv: a target of somebody for one window."""

    payee_id: Id
    quota: Id
    window: Literal["month", "quarter", "half", "year"]
    starts_on: Day = Field(description="The first day of the window.")
    amount: Amount
    currency: Annotated[Currency | None, Empty] = Field(
        default=None, description="Empty where the target is a count of units."
    )


class Leave(Strict):
    """One row of leave.csv: days on which somebody is on leave."""

    person_id: Id
    starts_on: Day
    ends_on: Day = Field(description="The last day, inclusive.")
