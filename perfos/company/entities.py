"""The entities of the core: the one definition that mapping, typing and staging follow."""

from dataclasses import dataclass
from typing import Literal, get_args

SQL_TYPES = {
    "text": "varchar",
    "date": "date",
    "timestamp": "timestamp",
    "decimal": "decimal(28, 6)",
    "rate": "decimal(28, 10)",
    "integer": "bigint",
    "boolean": "boolean",
}

EventKind = Literal[
    "booking", "invoice", "payment", "cancellation", "credit_note", "usage", "renewal"
]
EVENT_KINDS: tuple[str, ...] = get_args(EventKind)


@dataclass(frozen=True)
class Field:
    """One field of an entity.

    Attributes:
        name: Column name in staging and core.
        type: A key of `SQL_TYPES`.
        required: Whether a row without it goes to quarantine.
        references: The entity whose key the value must be, or None.
    """

    name: str
    type: str = "text"
    required: bool = False
    references: str | None = None


@dataclass(frozen=True)
class Entity:
    """One entity of the core.

    Attributes:
        name: Its name, singular.
        key: The fields that identify one row.
        fields: All fields in column order.
        total: The field that is summed for control totals, or None.
    """

    name: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    total: str | None = None

    def field(self, name: str) -> Field:
        """Return the field of that name; KeyError if there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


def _entity(name: str, key: str, fields: str, total: str | None = None) -> Entity:
    """Read one entity from the notation `name[*][>reference][:type]`, `*` meaning required."""
    parsed = []
    for word in fields.split():
        rest, _, type_ = word.partition(":")
        rest, _, references = rest.partition(">")
        parsed.append(
            Field(rest.rstrip("*"), type_ or "text", rest.endswith("*"), references or None)
        )
    return Entity(name, tuple(key.split()), tuple(parsed), total)


_ALL = (
    _entity("person", "person_id", "person_id* name email hired_on:date left_on:date currency"),
    _entity(
        "org_assignment",
        "person_id role valid_from",
        "person_id*>person role* manager_id>person territory_id valid_from*:date valid_to:date",
    ),
    _entity("customer", "customer_id", "customer_id* name segment country parent_id"),
    _entity(
        "product", "product_id", "product_id* name family list_price:decimal", total="list_price"
    ),
    _entity("territory", "territory_id", "territory_id* name parent_id"),
    _entity(
        "opportunity",
        "opportunity_id",
        "opportunity_id* name customer_id owner_id product_id territory_id stage amount:decimal "
        "currency created_on:date closed_on:date is_closed:boolean is_won:boolean "
        "forecast_category",
        total="amount",
    ),
    _entity(
        "opportunity_change",
        "opportunity_id changed_at field",
        "opportunity_id* changed_at*:timestamp field* old_value new_value",
    ),
    _entity(
        "activity",
        "activity_id opportunity_id",
        "activity_id* opportunity_id* person_id kind* happened_at*:timestamp recorded_on:date",
    ),
    # Terms as they hold from a day on: a change is a next row, a pause a gap.
    _entity(
        "subscription",
        "subscription_id starts_on",
        "subscription_id* customer_id* product_id owner_id entity_id starts_on*:date "
        "ends_before:date amount*:decimal currency* billing_months*:integer quantity:decimal",
        total="amount",
    ),
    _entity(
        "event",
        "event_id",
        "event_id* kind* occurred_on*:date amount*:decimal currency* quantity:decimal arr:decimal "
        "margin:decimal owner_id>person customer_id product_id territory_id entity_id deal_id "
        "related_event_id",
        total="amount",
    ),
    _entity(
        "credit_split",
        "deal_id payee_id split_kind stage",
        "deal_id* payee_id*>person share*:rate split_kind stage within_id>person",
        total="share",
    ),
    _entity(
        "quota",
        "payee_id quota window starts_on",
        "payee_id*>person quota* window* starts_on*:date amount*:decimal currency",
        total="amount",
    ),
    _entity(
        "fx_rate",
        "currency quote_currency rate_on",
        "currency* quote_currency* rate_on*:date rate*:rate",
        total="rate",
    ),
)

ENTITIES: dict[str, Entity] = {entity.name: entity for entity in _ALL}

# What a plan's formulas may name: the columns of core.event that speak about the event itself.
EVENT_COLUMNS: dict[str, str] = {
    **{field.name: field.type for field in ENTITIES["event"].fields},
    "period": "text",
    "amount_reporting": "decimal",
    "source_system": "text",
    "source_table": "text",
}
