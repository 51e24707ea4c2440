"""Checks of plans against each other and against people, roles and quotas."""

from difflib import get_close_matches

from perfos.company.check_rows import Known
from perfos.company.check_uses import check_carving, check_quotas_of, check_weights
from perfos.company.plan.plans import Plan
from perfos.company.problems import one_of, shown
from perfos.company.validate import YamlSource


def check_plans(
    plans: list[tuple[Plan, YamlSource]],
    known: Known,
    roles: Known,
    quotas: set[tuple[str, str]] | None,
) -> None:
    """Each plan its own id; people, roles and quotas that exist.

    Args:
        plans: The plans that could be read, with their files.
        known: Ids of all people, or None where people come from a source too.
        roles: All roles of org.csv, or None where assignments come from a source too.
        quotas: Name and window of all quotas, or None where quotas come from a source too.
    """
    files: dict[str, str] = {}
    for plan, file in plans:
        if plan.plan in files:
            found = f'"{plan.plan}", also in {files[plan.plan]}'
            file.add(("plan",), found, "each plan its own id")
        files[plan.plan] = file.file
        for number, person in enumerate(plan.assigned.people):
            if known is not None and person not in known:
                at = ("assigned", "people", number)
                file.add(at, shown(person), f"nobody in people.csv; {one_of(person, known)}")
        for number, role in enumerate(plan.assigned.roles):
            # A role may be vacant; one that nearly matches is a slip that would pay nobody.
            if roles is not None and role not in roles and get_close_matches(role, roles, 1, 0.8):
                at = ("assigned", "roles", number)
                file.add(at, shown(role), f"no such role in org.csv; {one_of(role, roles)}")
        check_quotas_of(plan, file, quotas)
        check_weights(plan, file, known)
    check_carving(plans)
