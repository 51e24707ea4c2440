"""Accounts for a first look: one person of each kind, with passwords that are shown once."""

from typing import TYPE_CHECKING

from perfos.company import Company
from perfos.paths import state_of
from semantic.dashboards.accounts import Accounts
from semantic.snapshot import Snapshots

if TYPE_CHECKING:
    import duckdb

# The manager with the largest team now, and of it who has the most lines.
PEOPLE = """
    with place as (
        select person_id, manager_id
        from core.org_assignment
        where current_date between valid_from and valid_until - 1
    ),

    manager as (
        select manager_id
        from place
        where manager_id in (
            select person_id from place where manager_id is not null
        )
        group by manager_id
        order by count(*) desc, manager_id
        limit 1
    )

    select place.person_id, place.manager_id
    from place
    inner join manager on place.manager_id = manager.manager_id
    inner join ledger.statement_line as line on place.person_id = line.payee_id
    inner join sales_commission.quota_target as target
        on place.person_id = target.payee_id and target.amount is not null
    group by all
    order by count(distinct line.entry_id) desc, place.person_id
    limit 1
"""


def make_accounts(company: Company) -> list[tuple[str, str, str]]:
    """Give new passwords to a seller, their manager and everybody in access.yml.

    Returns:
        Name, what they are, and the password of each.
    """
    accounts = Accounts.of(state_of(company.name))
    with Snapshots(state_of(company.name)).open() as snapshot:
        people = [*_sellers(snapshot)]
    people += [(name, ", ".join(roles)) for name, roles in company.access.people.items()]
    return [(name, what, accounts.set_password(name)) for name, what in people]


def _sellers(snapshot: "duckdb.DuckDBPyConnection") -> list[tuple[str, str]]:
    """Return a seller and their manager."""
    found = snapshot.execute(PEOPLE).fetchone()
    return [(found[0], "seller"), (found[1], "manager")] if found else []
