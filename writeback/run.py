"""One write: everything of writeback.yml that differs from its receipts."""

from audit.allowed import role_reasons
from audit.refused import Refused
from perfos.company import Company
from perfos.paths import state_of
from writeback.changes import Changes, changes_of
from writeback.errors import WritebackError
from writeback.receipts import Receipts
from writeback.write import Writer, Written

ROLE = "administrator"


def write_back(
    company: Company,
    run_id: str,
    actor: str,
    reason: str,
    everything: bool = False,
    max_changes: int | None = None,
) -> list[Written]:
    """Write what differs from the receipts to the CRMs of writeback.yml.

    Args:
        company: The company.
        run_id: The run in Dagster.
        actor: Who wants it.
        reason: Why.
        everything: Write what does not differ, too.
        max_changes: Another limit than that of writeback.yml.

    Returns:
        What became of each target's changes, in the order of writeback.yml.

    Raises:
        Refused: The person may not, or gives no reason.
        NothingPublishedError: There is no snapshot yet.
        WritebackError: Nothing was sent; the message says why.
    """
    reasons = role_reasons(company.access, actor, ROLE)
    if not reason.strip():
        reasons.append("a reason is needed: it stays in the receipts")
    if reasons:
        raise Refused("to write back", reasons)
    state = state_of(company.name)
    receipts = Receipts(state)
    with receipts.writing():
        snapshot_id, found = changes_of(company, everything)
        _check(found, company.writeback.max_changes if max_changes is None else max_changes)
        stamp = {"run_id": run_id, "snapshot_id": snapshot_id, "actor": actor, "reason": reason}
        number, done = receipts.last_no() + 1, []
        if not (changed := [one for one in found if one.changed.num_rows]):
            return []
        with receipts.file(run_id) as file:
            for changes in changed:
                source = company.source(changes.target.to)
                writer = Writer(source, changes, file, stamp, number)
                done.append(writer.run(state.folder / "writeback" / "dlt"))
                number += changes.changed.num_rows
    return done


def _check(found: list[Changes], most: int) -> None:
    count = sum(one.changed.num_rows for one in found)
    if count > most:
        raise WritebackError(
            f"{count:,} changes are more than the {most:,} that writeback.yml allows: look at them "
            f"with `perfos writeback`, and allow them with --max-changes {count}"
        )
