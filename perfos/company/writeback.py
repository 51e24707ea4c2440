"""writeback.yml: which fields of a CRM are told what, and of which records."""

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from perfos.company.problems import Finding, FindingsError, one_of, shown
from perfos.company.source_table import SourceName
from perfos.company.values import Integer, Name, Strict, matching

Value = Literal[
    "earned_commission", "forecast_commission", "expected_amount", "win_probability",
    "forecast_category", "hygiene", "earned", "owed", "attainment",
]  # fmt: skip
VALUES: dict[str, tuple[str, ...]] = {
    # What is known of a person may be told of a deal, too: it is that of the deal's owner.
    "opportunity": get_args(Value),
    "person": ("earned", "owed", "attainment"),
}
ApiName = Annotated[
    str, *matching(r"[A-Za-z0-9][A-Za-z0-9_-]*", "a name as the API has it, such as deals")
]
FieldName = Annotated[
    str, *matching(r"[A-Za-z][A-Za-z0-9_]*", "a field's name as the API has it, such as Owed__c")
]


class Target(Strict):
    """One object of a CRM, and what its records are told."""

    to: SourceName = Field(description="A source of kind hubspot or salesforce in sources.yml.")
    object: ApiName = Field(description="What the API calls it, such as deals or Opportunity.")
    of: Literal["opportunity", "person"] = Field(description="What of ours each record is.")
    key: Name | None = Field(
        default=None,
        description="Dimension of the opportunity or person that holds the record's id; without, "
        "its own id is that of the record.",
    )
    fields: dict[FieldName, Value] = Field(
        min_length=1, description="Field of the CRM -> what it is told."
    )

    @model_validator(mode="after")
    def _values_fit(self) -> Self:
        known = VALUES[self.of]
        found = [
            Finding(("fields", field), shown(value), one_of(value, known))
            for field, value in self.fields.items()
            if value not in known
        ]
        if found:
            raise FindingsError(found)
        return self


class Writeback(Strict):
    """The whole of writeback.yml."""

    max_changes: Annotated[Integer, Field(ge=1)] = Field(
        default=10_000, description="More changes than these are only written if somebody says so."
    )
    writeback: tuple[Target, ...] = ()
