"""Finding the person that somebody means."""

from typing import TYPE_CHECKING

from perfos.cli.errors import CommandError, Exit
from perfos.cli.query import ask

if TYPE_CHECKING:
    import duckdb

LISTED = 10
# Somebody who is gone from the records may still stand in the ledger, by id alone.
MATCHES = """
    with people as (
        select person_id, name from core.person
        union all by name
        select distinct payee_id as person_id from ledger.statement_line
        where payee_id = getvariable('text')
            and getvariable('text') not in (select person_id from core.person)
    ),
    ranked as (
        select
            person_id,
            name,
            case
                when person_id = getvariable('text') then 1
                when lower(name) = lower(getvariable('text')) then 2
                when contains(lower(name), lower(getvariable('text'))) then 3
            end as rank
        from people
    )
    select person_id, name
    from ranked
    where rank = (select min(rank) from ranked)
    order by person_id
"""


def find_payee(snapshot: "duckdb.DuckDBPyConnection", text: str) -> tuple[str, str]:
    """Return id and name of the one person whose id, name or part of a name is `text`."""
    found = ask(snapshot, MATCHES, text=text)
    if not found:
        raise CommandError(
            Exit.NOT_FOUND, f"nobody is called {text!r}: give an id, a name or a part of a name"
        )
    if len(found) > 1:
        listed = "\n".join(f"  {one['person_id']}  {one['name']!r}" for one in found[:LISTED])
        more = f"\n  and {len(found) - LISTED} more" if len(found) > LISTED else ""
        raise CommandError(
            Exit.NOT_FOUND, f"{text!r} may be one of {len(found)}: give an id\n{listed}{more}"
        )
    return found[0]["person_id"], found[0]["name"] or found[0]["person_id"]
