"""Who may see what: a person's groups and team, and the short-lived token that says so."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import jwt

from perfos.company.access import Access, Role

if TYPE_CHECKING:
    import duckdb

AUDIENCE = "perfos-semantic"
ISSUER = "perfos"
LIFETIME = timedelta(minutes=15)

GROUPS: dict[Role, tuple[str, ...]] = {
    "preparer": ("sales_ops", "revops"),
    "approver": ("sales_ops",),
    "controller": ("finance",),
    "payroll": ("finance",),
    "administrator": ("finance",),
    "analyst": ("revops",),
    "auditor": ("auditor",),
}
"""The groups of each role in access.yml."""

TEAM = """
with recursive place as (
    select person_id, manager_id
    from core.org_assignment
    where cast($today as date) between valid_from and valid_until - 1
),

below as (
    select person_id from place where manager_id = $person
    union
    select place.person_id from place inner join below on place.manager_id = below.person_id
)

select person_id from below order by person_id
"""


@dataclass(frozen=True)
class Viewer:
    """A person as the access policies see them.

    Attributes:
        sub: The name that they log in with.
        groups: The groups whose policies hold for them.
        person: Their id in core.person; empty for who is not in it.
        team: Ids of the people whose figures a manager sees: their own and all below them.
    """

    sub: str
    groups: tuple[str, ...]
    person: str
    team: tuple[str, ...]


def viewer(
    access: Access, snapshot: "duckdb.DuckDBPyConnection", who: str, today: date | None = None
) -> Viewer:
    """Return what a person is, by access.yml and the snapshot's organisation.

    Args:
        access: The company's access.yml.
        snapshot: The published snapshot.
        who: The name that they log in with; an id of core.person for who earns.
        today: The day on which the organisation is looked at; today (UTC) if None.
    """
    today = today or datetime.now(UTC).date()
    known = snapshot.execute("select 1 from core.person where person_id = $1", [who]).fetchone()
    below = snapshot.execute(TEAM, {"person": who, "today": today}).fetchall() if known else []
    roles = access.people.get(who, ())
    groups = {group for role in roles for group in GROUPS[role]}
    if known:
        groups |= {"rep", "manager"} if below else {"rep"}
    team = sorted({who, *(person for (person,) in below)}) if below else []
    return Viewer(who, tuple(sorted(groups)), who if known else "", tuple(team))


def mint(company: str, secret: str, person: Viewer, lifetime: timedelta = LIFETIME) -> str:
    """Return a signed token for a person.

    Args:
        company: Name of the company, the only one that the token is good for.
        secret: The company's secret.
        person: Whom it is for.
        lifetime: How long it is valid; the server takes none that is valid for over an hour.
    """
    now = datetime.now(UTC)
    claims = {
        **asdict(person),
        "company": company,
        "iss": ISSUER,
        "aud": AUDIENCE,
        "iat": now,
        "exp": now + lifetime,
    }
    return jwt.encode(claims, secret, algorithm="HS256")


def renewed(make: Callable[[], str], after: timedelta = LIFETIME / 2) -> Callable[[], str]:
    """Return a function that gives a token and makes a new one when half of its life is over."""
    made: list[tuple[datetime, str]] = []

    def token() -> str:
        now = datetime.now(UTC)
        if not made or now - made[-1][0] > after:
            made[:] = [(now, make())]
        return made[-1][1]

    return token
