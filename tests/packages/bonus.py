"""A small rule package in several versions, good and broken, for a company that runs it alone."""

from pathlib import Path

from packages.about import about
from packages.archive import hash_of
from packages.history import record
from packages.lock import Pin, read_lock, write_lock
from packages.store import install
from packages.upgrade.record import Upgrade, upgrades
from perfos.paths import state_of
from tests.journeys.small import query, write_company
from tests.packages.bonus_tree import AMOUNT, PROPERTIES, TREE
from transform.contract import POSTING

NAME = "bonus"
TOO_MUCH = 900_000
"""A deal of this amount is what one of the broken versions stumbles over."""

# Version 1.0.0 drops what is less than a cent; 1.1.0 is the text above.
CUT = ("models/bonus.sql", AMOUNT, "trunc(event.amount * 0.02 * 100) / 100")
BIG = (
    "models/bonus.sql",
    "\nselect * from final",
    "\nselect * from final\nunion all by name\n"
    "select * replace ('big' as why, cast(5 as decimal(28, 6)) as amount) from final\n"
    "where amount > 30",
)
SAYS = ("package.yml", "summary:", "changes: {}\nsummary:")


def says(what: str) -> tuple[str, str, str]:
    """Return the edit by which a version declares what it changes."""
    return SAYS[0], SAYS[1], SAYS[2].format(what)


def version(number: str, *edits: tuple[str, str, str]) -> Pin:
    """Install a version of the package: the text above with edits (file, old, new)."""
    columns = "\n".join(
        f'      - {{name: {name}, data_type: "{kind}", description: As the contract says.}}'
        for name, kind in POSTING.items()
    )
    tree = TREE | {"models/_bonus.yml": PROPERTIES.format(columns=columns)}
    numbered = [(file, "1.0.0\nsummary", f"{number}\nsummary") for file in ("package.yml",)]
    numbered.append(("dbt_project.yml", 'version: "1.0.0"', f'version: "{number}"'))
    for file, old, new in (*numbered, *edits):
        assert old in tree[file], (file, old)
        tree[file] = tree[file].replace(old, new)
    content = {name: text.encode() for name, text in tree.items()}
    install(content, about(content))
    pin = Pin(NAME, number, hash_of(content), "acme", "registry")
    record(state_of("small"), "installed", pin, "for the upgrade")
    return pin


def deals(cut: int = 17, even: int = 40) -> list[str]:
    """Return won deals; for `cut` of them two percent end below a cent."""
    amounts = [f"{1000 + 50 * n}.00" for n in range(even)]
    amounts += [f"{1000 + 50 * n}.30" for n in range(cut)]
    return [
        f"D{n:03},2026-{1 + n % 3:02}-10,{amount},EUR,{('ann', 'bob')[n % 2]},won"
        for n, amount in enumerate(amounts)
    ]


def company(folder: Path) -> Path:
    """Write the company, with version 1.0.0 of the package pinned; return its folder."""
    pin = version("1.0.0", CUT)
    state = state_of("small")
    state.folder.mkdir(parents=True, exist_ok=True)
    write_lock(state, {NAME: pin})
    return write_company(
        folder,
        deals(),
        **{
            "rules.yml": 'packages:\n  - {name: bonus, version: ">=1.0,<3"}\n',
            "access.yml": "people:\n  ann: [preparer]\n  carol: [controller]\n",
        },
    )


def active() -> str:
    """Return the active version."""
    return read_lock(state_of("small"))[NAME].version


def last() -> Upgrade:
    """Return the last upgrade."""
    return upgrades(state_of("small"))[-1]


def standing() -> dict[str, object]:
    """Return what stands posted for each key, as the expense."""
    return dict(
        query(
            "select posting_key, sum(amount) from ledger.ledger_entries "
            "where account = 'commission_expense' group by all having sum(amount) <> 0"
        )
    )
