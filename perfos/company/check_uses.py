"""What plans name and find elsewhere: quotas of quotas.csv, people, components of other plans."""

from collections.abc import Iterator

from perfos.company.plan.plans import Plan
from perfos.company.plan.quota_rules import windows_of
from perfos.company.problems import Location, one_of, shown
from perfos.company.validate import YamlSource

Use = tuple[Location, str, str]


def check_quotas_of(plan: Plan, file: YamlSource, quotas: set[tuple[str, str]] | None) -> None:
    """Compare the quotas that a plan names with those that there are.

    Args:
        plan: The plan.
        file: Its file, which problems are added to.
        quotas: Name and window of all quotas, or None where quotas come from a source too.
    """
    used = {quota for _, quota, _ in quota_uses(plan)}
    for quota in plan.quotas:
        if quota not in used:
            found, allowed = (
                shown(quota),
                f"no component of the plan reads it; {one_of(quota, used)}",
            )
            file.add(("quotas", quota), found, allowed)
        elif plan.quotas[quota].leave == "guarantee" and quota not in _target_quotas(plan):
            allowed = f"guarantee is for the quota of a target; say leave: relief for {quota}"
            file.add(("quotas", quota, "leave"), '"guarantee"', allowed)
    for at, quota, window in quota_uses(plan) if quotas is not None else ():
        given = sorted(one for name, one in quotas or () if name == quota)
        rule = plan.quotas.get(quota)
        problems = [windows_of(rule, one, window) for one in given]
        if None in problems:
            continue
        allowed = (
            f"no such quota in quotas.csv; {one_of(quota, {name for name, _ in quotas or ()})}"
        )
        if given:
            allowed = f"quotas.csv has it by {', '.join(given)}, not by {window}: {problems[0]}"
        file.add(at, shown(quota), allowed)


def _target_quotas(plan: Plan) -> set[str | None]:
    return {component.target.quota for component in plan.components if component.target}


def quota_uses(plan: Plan) -> Iterator[Use]:
    """Yield where a plan names a quota, which, and over which window."""
    for number, component in enumerate(plan.components):
        if component.window == "event":
            continue
        if component.quota:
            yield ("components", number, "quota"), component.quota, component.window
        if component.target and component.target.quota:
            at: Location = ("components", number, "target", "quota")
            yield at, component.target.quota, component.window
    for number, pool in enumerate(plan.pools):
        if pool.achievement and pool.achievement.quota:
            at = ("pools", number, "achievement", "quota")
            yield at, pool.achievement.quota, pool.window
    for number, contest in enumerate(plan.contests):
        if contest.quota and contest.window:
            yield ("contests", number, "quota"), contest.quota, contest.window


def check_carving(plans: list[tuple[Plan, YamlSource]]) -> None:
    """What is carved out of a component of another plan finds it there."""
    components = {f"{plan.plan}/{one.id}" for plan, _ in plans for one in plan.components}
    for plan, file in plans:
        for number, component in enumerate(plan.components):
            source = component.carved_from or ""
            if "/" in source and source not in components:
                at = ("components", number, "carved_from")
                file.add(at, shown(source), f"no such component; {one_of(source, components)}")


def check_weights(plan: Plan, file: YamlSource, known: set[str] | None) -> None:
    """Weights of pools are those of people who are known."""
    for number, pool in enumerate(plan.pools):
        for person in pool.share.weights if known is not None else ():
            if person not in (known or ()):
                at = ("pools", number, "share", "weights", person)
                file.add(at, shown(person), f"nobody in people.csv; {one_of(person, known or ())}")
