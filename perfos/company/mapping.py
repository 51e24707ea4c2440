"""How the rows of a source's table become rows of an entity."""

from typing import Annotated, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from perfos.company.entities import ENTITIES
from perfos.company.expressions import columns_of
from perfos.company.language import FormulaError
from perfos.company.problems import Finding, FindingsError, one_of
from perfos.company.values import Boolean, Strict, Text, refused


def _entity_name(value: str) -> str:
    if value not in ENTITIES:
        raise refused(one_of(value, ENTITIES))
    return value


def _expression(value: str) -> str:
    try:
        columns_of(value)
    except FormulaError as error:
        raise refused(str(error)) from None
    return value


EntityName = Annotated[
    Text,
    AfterValidator(_entity_name),
    WithJsonSchema({"type": "string", "enum": list(ENTITIES)}),
]
Expression = Annotated[Text, AfterValidator(_expression)]


class Mapping(Strict):
    """How the rows of one table become rows of one entity."""

    entity: EntityName
    from_: Text = Field(alias="from", description="The table as source.table.")
    where: Expression | None = Field(
        default=None, description="SQL condition over the table's columns; other rows are left out."
    )
    distinct: Boolean = Field(
        default=False, description="Whether several rows of the table repeat one of the entity."
    )
    fields: dict[str, Expression] = Field(
        description="For each field of the entity an SQL expression over the table's columns."
    )

    @property
    def source(self) -> str:
        """Name of the source that the mapping reads."""
        return self.from_.partition(".")[0]

    @property
    def table(self) -> str:
        """Name of the table, within its source, that the mapping reads."""
        return self.from_.partition(".")[2]

    @property
    def columns(self) -> set[str]:
        """All columns that the mapping mentions."""
        texts = [*self.fields.values(), *([self.where] if self.where else [])]
        return set().union(*(columns_of(text) for text in texts))

    @model_validator(mode="after")
    def _fields_fit(self) -> Self:
        entity = ENTITIES[self.entity]
        names = [field.name for field in entity.fields]
        found = [
            Finding(("fields", name), f'the field "{name}"', one_of(name, names))
            for name in self.fields
            if name not in names
        ]
        found += [
            Finding(("fields",), f"no {field.name}", f"{entity.name} needs it: map it")
            for field in entity.fields
            if field.required and field.name not in self.fields
        ]
        if found:
            raise FindingsError(found)
        return self
