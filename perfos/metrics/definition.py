"""metrics.yml: the parts and metrics of a package, checked as a whole."""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from perfos.company.language import FormulaError
from perfos.company.problems import Finding, FindingsError, Problem, one_of, shown
from perfos.company.validate import read_model
from perfos.company.values import Integer, Name, Strict, Text
from perfos.metrics.formula import is_sum, parts_of

FILE = "metrics.yml"
Unit = Literal["share", "ratio", "money", "money per day", "days", "months", "years"]
Level = Literal["company", "team", "person", "territory", "segment", "stage", "product"]


class Part(Strict):
    """A number that adds up over deals, people and segments."""

    name: Name = Field(description="The column of the model of parts.")
    title: Text
    description: Text
    version: Annotated[Integer, Field(ge=1)] = 1
    unit: Literal["count", "days", "money", "number"] = Field(
        description="count and days are whole; money and number have 6 digits after the point."
    )
    adds: Literal["all", "first", "last"] = Field(
        description="Over the months of a quarter or year: all are added; or it is what stood at "
        "the beginning of the first month, or at the end of the last."
    )


class Variant(Strict):
    """One way to compute a metric; the first of a metric is what is meant without a word."""

    id: Name
    formula: Text
    follows: Text = Field(description="The definition in words, as its source gives it.")
    unit: Unit | None = Field(default=None, description="Where it is not that of the metric.")


class Metric(Strict):
    """What a metric is, whichever way it is computed."""

    id: Name
    version: Annotated[Integer, Field(ge=1)]
    title: Text
    description: Text
    unit: Unit
    better: Literal["up", "down"] = Field(description="The direction that is good.")
    levels: Annotated[tuple[Level, ...], Field(min_length=1)] = Field(
        description="Of whom it can be asked, besides the period."
    )
    variants: Annotated[tuple[Variant, ...], Field(min_length=1)]

    def measure(self, variant: Variant) -> str:
        """Return the name of a variant where names are all that there is."""
        return self.id if variant is self.variants[0] else f"{self.id}_{variant.id}"


class Definitions(Strict):
    """The whole of metrics.yml."""

    model: Name = Field(description="The package's public model that holds the parts.")
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    metrics: Annotated[tuple[Metric, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _fits(self) -> Self:
        names = [part.name for part in self.parts]
        found = [
            Finding(("parts", number, "name"), shown(name), "each part once")
            for number, name in enumerate(names)
            if names.index(name) != number
        ]
        taken = set(names)
        for number, metric in enumerate(self.metrics):
            for place, variant in enumerate(metric.variants):
                at = ("metrics", number, "variants", place)
                name = metric.measure(variant)
                if name in taken:
                    found.append(Finding((*at, "id"), shown(name), "a name that nothing else has"))
                taken.add(name)
                found += _of_formula((*at, "formula"), variant.formula, names)
        if found:
            raise FindingsError(found)
        return self

    def is_additive(self, variant: Variant) -> bool:
        """Whether the values of a variant may be added up, over months too."""
        return is_sum(variant.formula) and not self.is_of_one_period(variant)

    def is_of_one_period(self, variant: Variant) -> bool:
        """Whether a variant reads what stands at a moment, and months cannot be added."""
        standing = {part.name for part in self.parts if part.adds != "all"}
        return bool(parts_of(variant.formula) & standing)


def _of_formula(at: tuple[str | int, ...], text: str, names: list[str]) -> list[Finding]:
    try:
        unknown = sorted(parts_of(text) - set(names))
    except FormulaError as error:
        return [Finding(at, shown(text), str(error))]
    return [Finding(at, f"the part {name}", one_of(name, names)) for name in unknown]


def read_definitions(folder: Path) -> tuple[Definitions | None, list[Problem]]:
    """Read the metrics.yml of a package; return it, or what is wrong with it."""
    definitions, source = read_model(folder / FILE, FILE, Definitions)
    return definitions, source.problems
