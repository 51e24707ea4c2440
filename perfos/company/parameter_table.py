"""What a rule package lets a company set: tables that it declares in its package.yml."""

from collections.abc import Callable
from typing import Annotated, Any, Literal, Self

import pyarrow as pa
from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    StringConstraints,
    create_model,
    model_validator,
)

from perfos.company.access import Role
from perfos.company.people import Empty, Id
from perfos.company.problems import Finding, FindingsError, one_of, shown
from perfos.company.values import (
    Amount,
    Boolean,
    Currency,
    Day,
    Integer,
    Name,
    Period,
    Rate,
    Strict,
    Text,
    refused,
)

_Words = Annotated[str, StringConstraints(min_length=1, max_length=2000)]

# A column's type: how a cell is read, and what it becomes as a column of `control` and of the core.
KINDS: dict[str, tuple[Any, pa.DataType, str]] = {
    "text": (_Words, pa.string(), "varchar"),
    "person": (Id, pa.string(), "varchar"),
    "currency": (Currency, pa.string(), "varchar"),
    "period": (Period, pa.string(), "varchar"),
    "date": (Day, pa.date32(), "date"),
    "amount": (Amount, pa.decimal128(28, 6), "decimal(28, 6)"),
    "rate": (Rate, pa.decimal128(28, 10), "decimal(28, 10)"),
    "integer": (Integer, pa.int64(), "bigint"),
    "boolean": (Boolean, pa.bool_(), "boolean"),
}
Kind = Literal[
    "text", "person", "currency", "period", "date", "amount", "rate", "integer", "boolean"
]


class ParameterColumn(Strict):
    """One column of a parameter table."""

    name: Name
    type: Kind = Field(
        description="person: somebody in people.csv; rate: 10 digits after the point."
    )
    description: Text
    required: Boolean = Field(default=True, description="Whether a cell may not be empty.")
    allowed: tuple[Text, ...] | None = Field(default=None, description="The only values.")
    role: Role | None = Field(
        default=None,
        description="A role of access.yml that the person holds, where the company has the file.",
    )
    differs_from: Name | None = Field(
        default=None, description="A column that may not say the same: two pairs of eyes."
    )

    def annotation(self) -> Any:  # noqa: ANN401
        """Return the type that reads a cell."""
        read = KINDS[self.type][0]
        if self.allowed:
            read = Annotated[read, AfterValidator(_among(self.allowed))]
        return read if self.required else Annotated[read | None, Empty]


class ParameterTable(Strict):
    """One table that a company fills: `parameters/<package>/<name>.csv`."""

    name: Name
    description: Text = Field(description="One row per ...")
    key: Annotated[tuple[Name, ...], Field(min_length=1)] = Field(
        description="The columns that name a row; they are its source id in the ledger."
    )
    columns: Annotated[tuple[ParameterColumn, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _fits(self) -> Self:
        names = [column.name for column in self.columns]
        needed = [column.name for column in self.columns if column.required]
        found = [
            Finding(("key", number), shown(name), one_of(name, needed))
            for number, name in enumerate(self.key)
            if name not in needed
        ]
        for number, column in enumerate(self.columns):
            at = ("columns", number)
            if names.index(column.name) != number:
                found.append(Finding((*at, "name"), shown(column.name), "each column once"))
            if column.name.startswith("source_"):
                found.append(Finding((*at, "name"), shown(column.name), "source_ is the core's"))
            if column.differs_from and column.differs_from not in names:
                advice = one_of(column.differs_from, names)
                found.append(Finding((*at, "differs_from"), shown(column.differs_from), advice))
        if found:
            raise FindingsError(found)
        return self

    def row_model(self) -> type[BaseModel]:
        """Return the model of one row."""
        fields: dict[str, Any] = {
            column.name: (column.annotation(), ... if column.required else None)
            for column in self.columns
        }
        return create_model(f"{self.name}_row", __base__=Strict, **fields)


def _among(allowed: tuple[str, ...]) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:  # noqa: ANN401
        if str(value) not in allowed:
            raise refused(one_of(value, allowed))
        return value

    return check
