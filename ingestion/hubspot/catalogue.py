"""What can be loaded from HubSpot, by the name that `object` has in sources.yml."""

import re
from dataclasses import dataclass

from ingestion.door.names import guess
from ingestion.errors import LoadError

# Lists without a date of change: they are small, and replaced whole.
LISTS = ("owners", "teams", "pipelines", "stages")
# Object that is associated with deals, and the column that holds its id.
ASSOCIATIONS = {
    "deal_companies": ("companies", "company_id"),
    "deal_contacts": ("contacts", "contact_id"),
    "deal_line_items": ("line_items", "line_item_id"),
}
HISTORY, SPLITS = "deal_history", "deal_splits"
_CUSTOM = re.compile(r"p\d*_\w+|\d+-\d+")


@dataclass(frozen=True)
class Crm:
    """An object of the CRM.

    Attributes:
        type: What paths call it. Deals are 0-3 in HubSpot's published OpenAPI files.
        changed: The property that moves with every change.
    """

    type: str
    changed: str = "hs_lastmodifieddate"

    @property
    def path(self) -> str:
        """Where its records are."""
        return f"/crm/v3/objects/{self.type}"


_ALIKE = (
    "companies line_items products quotes tickets calls emails meetings notes tasks communications"
)
OBJECTS = {
    "deals": Crm("0-3"),
    "contacts": Crm("contacts", "lastmodifieddate"),
    "0-1": Crm("0-1", "lastmodifieddate"),
    **{name: Crm(name) for name in _ALIKE.split()},
}
DEALS = OBJECTS["deals"]


def crm_object(name: str, where: str) -> Crm:
    """Return the object that has a name, or a custom one by its qualified name or type id.

    Raises:
        LoadError: There is none of that name.
    """
    if name in OBJECTS:
        return OBJECTS[name]
    if _CUSTOM.fullmatch(name):
        return Crm(name)
    known = [*(each for each in OBJECTS if "-" not in each), *LISTS, *ASSOCIATIONS, HISTORY, SPLITS]
    hint = guess(name, known).removeprefix(name)
    raise LoadError(
        f'{where}: HubSpot has no object "{name}"{hint}. There are {", ".join(sorted(known))}, '
        "and custom objects as p_cars, p1234_cars or 2-123. Correct `object` in sources.yml"
    )
