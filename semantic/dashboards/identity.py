"""Which person of the company somebody is, by what a provider says of them."""

import string
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from perfos.company.access import Access
from semantic.dashboards.provider import EMAIL

if TYPE_CHECKING:
    import duckdb

UPPER, LOWER = string.ascii_uppercase, string.ascii_lowercase
"""Capitals are the same as small letters in ASCII only: elsewhere, two names can become one."""
PLAIN = str.maketrans(UPPER, LOWER)
# An address can go to somebody else: it stands for nobody who has left.
PEOPLE = """
select person_id
from core.person
where
    (left_on is null or left_on >= cast($today as date))
    and $value in (translate(person_id, $upper, $lower), translate(email, $upper, $lower))
"""


class NobodyError(Exception):
    """What the provider says leads to no person; the message is for the log."""


class UnverifiedError(NobodyError):
    """The provider has not verified the e-mail address."""


def said(claims: dict[str, Any], claim: str) -> str:
    """Return what a claim says.

    Raises:
        UnverifiedError: It is an e-mail address, and the provider does not vouch for it.
        NobodyError: It says nothing.
    """
    value = claims.get(claim)
    if not isinstance(value, str) or not value:
        raise NobodyError(f"the provider sends no claim {claim!r}")
    verified = claims.get("email_verified")
    # A provider that says nothing of it vouches for nothing.
    if claim == EMAIL and verified is not True and verified != "true":
        raise UnverifiedError(f"the provider does not say that it has verified {value!r}")
    return value


def name_of(value: str, access: Access, snapshot: "duckdb.DuckDBPyConnection") -> str:
    """Return the name of the person who goes by what a claim says.

    That is a name of access.yml, or the id or e-mail address of somebody who works here.

    Raises:
        NobodyError: There is none, or there are two.
    """
    plain = value.translate(PLAIN)
    values = {"today": datetime.now(UTC).date(), "value": plain, "upper": UPPER, "lower": LOWER}
    found = {person for (person,) in snapshot.execute(PEOPLE, values).fetchall()}
    found |= {name for name in access.people if name.translate(PLAIN) == plain}
    if len(found) == 1:
        return found.pop()
    if found:
        raise NobodyError(f"{value!r} is more than one: {', '.join(sorted(found))}")
    raise NobodyError(f"{value!r} is neither in access.yml nor in the snapshot's people")
