"""`sales_commission` from 1.0 over a rounding fix to a new feature, and back."""

from hashlib import sha256
from pathlib import Path

import pytest

from orchestration.period_run import StepFailed
from orchestration.upgrade_jobs import ROLLBACK, UPGRADE
from orchestration.upgrade_run import run_upgrade
from packages.about import about
from packages.archive import hash_of
from packages.history import record
from packages.lock import Pin, read_lock, write_lock
from packages.store import install
from packages.tree import read_tree
from packages.upgrade.record import upgrades
from perfos.paths import state_of
from tests.journeys.small import FILES, ledger, query, run, write_company
from transform.workspace import RULES

NAME = "sales_commission"
SLIP = {"models/rated_pay.sql": ("'rounding_mode'", "\"'half_up'\"")}
"""What 1.0 has wrong: a company that rounds halves to even gets them rounded up."""
AMOUNTS = {"package.yml": ("summary:", "changes: amounts\nsummary:")}
FEATURE = {
    "package.yml": ("summary:", "changes: new_lines\nsummary:"),
    "models/posting/transfer.sql": (
        "\n)\n\nselect * from final",
        "\n    union all by name\n    select * from {{ ref('kicker_transfer') }}\n)\n\n"
        "select * from final",
    ),
}
KICKER = """\
-- New in 2.0: a credit of a component with marginal tiers earns ten on top.
select
    earning.* replace (earning.posting_key || '/kicker' as posting_key, 10.000000 as amount),
    'kicker' as kind
from (select * exclude (kind) from {{ ref('earning_transfer') }}) as earning
inner join {{ ref('plan_component') }} as component
    on earning.plan_id = component.plan_id and earning.component_id = component.component_id
where component.rate_kind = 'marginal'
"""


def version(number: str, edits: dict[str, tuple[str, str]], **new: str) -> Pin:
    """Install the package of the checkout with edits (file: old, new) under another version."""
    tree = dict(read_tree(RULES / NAME))
    tree |= {name.replace("__", "/") + ".sql": text.encode() for name, text in new.items()}
    tree["package.yml"] = tree["package.yml"].replace(b"1.0.0\n", f"{number}\n".encode(), 1)
    for file, (old, text) in edits.items():
        assert old.encode() in tree[file], (file, old)
        tree[file] = tree[file].replace(old.encode(), text.encode(), 1)
    install(tree, about(tree))
    pin = Pin(NAME, number, hash_of(tree), "acme", "registry")
    record(state_of("small"), "installed", pin, "for the upgrade")
    return pin


def company(folder: Path) -> Path:
    """Write a company with 17 deals whose pay ends in half a cent above an even one."""
    deals = [f"E{n:03},2026-01-10,{1000 + 20 * n}.00,EUR,ann,won" for n in range(20)]
    deals += [f"H{n:03},2026-02-10,{1000 + 20 * n}.10,EUR,bob,won" for n in range(17)]
    return write_company(
        folder,
        deals,
        **{
            "company.yml": FILES["company.yml"].replace("half_up", "half_even"),
            "rules.yml": f'packages:\n  - {{name: {NAME}, version: ">=1.0,<3"}}\n',
            "access.yml": "people:\n  ann: [preparer]\n  carol: [controller]\n",
        },
    )


def files(folder: Path) -> dict[str, str]:
    """Return the sha256 of every file of a folder."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in found}


@pytest.mark.proof
def test_a_fix_a_feature_and_the_way_back(tmp_path: Path) -> None:
    folder, state = company(tmp_path / "small"), state_of("small")
    before = files(folder)
    state.folder.mkdir(parents=True, exist_ok=True)
    write_lock(state, {NAME: version("1.0.0", SLIP)})
    run(folder)
    first = ledger()
    version("1.1.0", AMOUNTS)
    version("2.0.0", FEATURE, models__posting__kicker_transfer=KICKER)

    with pytest.raises(StepFailed, match="17 postings would change"):
        upgrade(folder, "1.1.0")
    assert ledger() == first
    upgrade(folder, "1.1.0", "carol")
    cents = query(
        "select source_id, sum(amount) from ledger.ledger_entries "
        "where account = 'commission_expense' and kind = 'adjustment' group by all"
    )
    assert len(cents) == 17
    assert {str(amount) for _, amount in cents} == {"-0.010000"}
    second = standing()

    # The feature adds a line to each deal, as it says: nobody is asked.
    upgrade(folder, "2.0.0")
    found = upgrades(state)[-1]
    assert found.found("decide")["by"] == "auto"
    assert found.found("compare_postings")["new"] == 37
    assert standing() != second

    run_upgrade(folder, None, ROLLBACK, {"package": NAME, "actor": "ann", "reason": "too early"})
    assert read_lock(state)[NAME].version == "1.1.0"
    assert standing() == second
    assert files(folder) == before


def upgrade(folder: Path, number: str, approver: str = "") -> None:
    """Ask for a version."""
    asked = {"package": NAME, "version": number, "actor": "ann", "approver": approver}
    run_upgrade(folder, None, UPGRADE, asked)


def standing() -> list[tuple]:
    """Return what stands posted for each key and account."""
    return query(
        "select posting_key, account, sum(amount) from ledger.ledger_entries "
        "group by all having sum(amount) <> 0 order by all"
    )
