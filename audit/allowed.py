"""Whether a step is allowed, and if not: why, and by whom it would be."""

from audit.content import Content
from audit.request import Request
from audit.states import CLOSED, NEXT, STEPS, Month
from perfos.company.access import Access


def listed(people: list[str], role: str) -> str:
    """Return who has a role, in words."""
    return f"{' or '.join(people)} ({role})" if people else f"nobody: access.yml names no {role}"


def role_reasons(access: Access, actor: str, role: str) -> list[str]:
    """Return why somebody may not do what needs a role; nothing if they may."""
    if access.may(actor, role):
        return []
    return [f"{actor} is no {role} in access.yml; allowed is {listed(access.holders(role), role)}"]


def step_reasons(
    name: str,
    request: Request,
    month: Month,
    content: Content,
    access: Access,
    first_open_period: str,
) -> list[str]:
    """Return why a step is not allowed now; nothing if it is.

    Args:
        name: The step, a key of `STEPS`.
        request: Who asks for it, for which month.
        month: Where that month stands.
        content: What is posted in it now.
        access: Who has which role.
        first_open_period: The first open month of company.yml.
    """
    step = STEPS[name]
    reasons = role_reasons(access, request.actor, step.role)
    if month.state not in step.after:
        reasons.append(_wrong_state(name, request.period, month, access, first_open_period))
    elif name in ("submit", "approve", "close") and not content.is_in(month.content):
        reasons.append(
            f"its entries are not those that were {month.state}: calculate it again with "
            "`perfos run`, then submit and approve it"
        )
    return reasons


def four_eyes(access: Access, actor: str, month: Month) -> list[str]:
    """Return why somebody who approved a month cannot close it."""
    if actor not in month.approvers:
        return []
    others = [one for one in access.holders("controller") if one not in month.approvers]
    return [
        f"{actor} approved it, and who approves does not close: "
        f"allowed is {listed(others, 'controller')}"
    ]


def _wrong_state(
    name: str, period: str, month: Month, access: Access, first_open_period: str
) -> str:
    """Say what would have to come first, and who may do it."""
    if month.state == "open" and period < first_open_period:
        return f"it was closed before the log began (first_open_period is {first_open_period})"
    text = f"it is {month.state}, and {name} follows {' or '.join(STEPS[name].after)} only"
    following = NEXT.get(month.state)
    if following and following != name and month.state not in CLOSED:
        step = STEPS.get(following)
        by = f" by {listed(access.holders(step.role), step.role)}" if step else ""
        text += f"; next comes {following}{by}"
    return text
