"""Accounts that a plan posts to, and that company.yml has to name."""

from collections.abc import Iterator

from perfos.company.plan.plans import Plan
from perfos.company.problems import Location
from perfos.company.settings import Settings
from perfos.company.validate import YamlSource

HELD, DRAWN = "commission_held", "draw_receivable"
CAPITALISED = ("contract_cost", "contract_cost_impairment")


def check_accounts(plans: list[tuple[Plan, YamlSource]], settings: Settings) -> None:
    """Refuse a plan that needs an account which the company does not name."""
    for plan, file in plans:
        for at, account in accounts_of(plan):
            if account not in settings.accounts:
                file.add(
                    at,
                    f"plan {plan.plan}, which posts to the account {account}",
                    f"name {account} under accounts in company.yml, or leave this out",
                )


def accounts_of(plan: Plan) -> Iterator[tuple[Location, str]]:
    """Yield the accounts that a plan needs besides expense and payable, with where it asks."""
    for number, component in enumerate(plan.components):
        for key in ("payment", "hold"):
            if getattr(component, key):
                yield ("components", number, key), HELD
        if component.capitalise:
            for account in CAPITALISED:
                yield ("components", number, "capitalise"), account
    for number, draw in enumerate(plan.draws):
        if draw.recovery != "none":
            yield ("draws", number), DRAWN
