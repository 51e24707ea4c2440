"""A client for a person of a company, with tokens that are renewed by themselves."""

from perfos.company import Company
from perfos.paths import state_of
from semantic.client import URL, SemanticClient
from semantic.secret import load_secret
from semantic.snapshot import Snapshots
from semantic.tokens import mint, renewed, viewer


def token_for(company: Company, who: str) -> str:
    """Return a token that says what a person is now.

    Args:
        company: The company folder.
        who: The name that they log in with; an id of people.csv for who earns.

    Raises:
        LookupError: Nobody of that name is in access.yml or in the snapshot's people.
        SnapshotError: Nothing is published, or it cannot be read.
        SecretError: The company's secret cannot be used.
    """
    with Snapshots(state_of(company.name)).open() as snapshot:
        person = viewer(company.access, snapshot, who)
    if not person.groups:
        raise LookupError(f"{who} is neither in access.yml nor in the snapshot's people")
    return mint(company.name, load_secret(company.name), person)


def connect(company: Company, who: str, url: str = URL) -> SemanticClient:
    """Return a client that asks as a person.

    Args:
        company: The company folder.
        who: As in `token_for`.
        url: Where the server is.
    """
    return SemanticClient(url, renewed(lambda: token_for(company, who)))
