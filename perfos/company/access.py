"""access.yml: who may do what with a period, and who may see everything."""

from typing import Annotated, Literal

from pydantic import Field

from perfos.company.people import Id
from perfos.company.values import Strict

Role = Literal[
    "preparer", "approver", "controller", "payroll", "administrator", "analyst", "auditor"
]


class Access(Strict):
    """The whole of access.yml; without the file nobody may move a period."""

    people: dict[Id, Annotated[tuple[Role, ...], Field(min_length=1)]] = Field(
        default_factory=dict,
        description="Person (the name that they log in with) -> their roles: preparer submits, "
        "approver approves, controller closes, reopens and approves upgrades, payroll pays, "
        "administrator waives, and writes back to the CRM; analyst sees deals and attainment, "
        "auditor sees everything.",
    )

    def may(self, person: str, role: str) -> bool:
        """Whether a person has a role."""
        return role in self.people.get(person, ())

    def holders(self, role: str) -> list[str]:
        """Return who has a role, in order of name."""
        return sorted(person for person, roles in self.people.items() if role in roles)
