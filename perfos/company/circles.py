"""Circles of managers: nobody may be, on any day, the manager of her own manager."""

from collections.abc import Sequence
from datetime import date

from perfos.company.people import OrgAssignment

OPEN = date.max


def find_circle(org: Sequence[OrgAssignment]) -> list[OrgAssignment] | None:
    """Return assignments that lead, on one and the same day, from a person back to her.

    Commissions that climb the whole chain of managers would never come to an end there.
    """
    of_person: dict[str, list[OrgAssignment]] = {}
    for one in org:
        of_person.setdefault(one.person_id, []).append(one)
    for start in org:
        paths = [([start], start.valid_from, start.valid_to or OPEN)]
        while paths:
            path, first, last = paths.pop()
            for above in of_person.get(path[-1].manager_id or "", []):
                since, until = max(first, above.valid_from), min(last, above.valid_to or OPEN)
                if since > until:
                    continue
                if above == start:
                    return path
                if above not in path:
                    paths.append(([*path, above], since, until))
    return None
