"""How a column of a source is read."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from perfos.company.problems import Finding, FindingsError, shown
from perfos.company.values import Strict, Text, refused

TypeName = Literal["text", "date", "timestamp", "decimal", "rate", "integer", "boolean"]


def _column(value: str) -> str:
    if not value or value != value.lower() or not value.replace("_", "a").isalnum():
        raise refused("allowed: the column's name in snake_case, such as close_value")
    return value


Column = Annotated[Text, AfterValidator(_column)]


class ColumnType(Strict):
    """How the text of a column is read."""

    type: TypeName = Field(
        description="The kind of value; decimal keeps 6 digits after the point, rate 10."
    )
    format: Text | None = Field(
        default=None, description="How a date or timestamp is written, such as %d/%m/%Y."
    )
    decimal: Literal[".", ","] | None = Field(
        default=None,
        description="The decimal point of a number; detected where it is not declared.",
    )
    thousands: Literal[".", ",", "'", " ", "_"] | None = Field(
        default=None, description="What groups the digits of a number."
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        found = []
        if self.format and self.type not in ("date", "timestamp"):
            found.append(Finding(("format",), shown(self.format), "only for dates and timestamps"))
        if self.format and not _reads_back(self.format):
            found.append(
                Finding(
                    ("format",), shown(self.format), "allowed: day, month and year, e.g. %d/%m/%Y"
                )
            )
        for key in ("decimal", "thousands"):
            value = getattr(self, key)
            if value and self.type not in ("decimal", "rate", "integer"):
                found.append(Finding((key,), shown(value), "only for numbers"))
        if self.thousands and self.thousands == (self.decimal or "."):
            found.append(
                Finding(("thousands",), shown(self.thousands), "not the same as the decimal point")
            )
        if found:
            raise FindingsError(found)
        return self


def _reads_back(format: str) -> bool:
    """Whether a date written in that format is read as the same date."""
    day = datetime(2024, 2, 29)
    try:
        return datetime.strptime(day.strftime(format), format).date() == day.date()
    except ValueError:
        return False
