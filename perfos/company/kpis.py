"""kpis.yml and kpi_values.csv: what a company steers by, how far it shall get, who answers."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from perfos.cadence import Cadence
from perfos.company.people import Id
from perfos.company.problems import Finding, FindingsError, shown
from perfos.company.values import Day, Integer, Name, Rate, Strict, Text, matching

Level = Literal["company", "team", "person", "territory", "segment"]
MetricName = Annotated[
    str,
    *matching(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*", "package.metric, as revops_metrics.win_rate"),
]


class Target(Strict):
    """How far the KPI shall be on a day."""

    by: Day
    value: Rate


class Thresholds(Strict):
    """Where a KPI gets bad: below both where more is better, above them where less is."""

    of: Literal["value", "target"] = Field(
        default="value",
        description="value: as they stand; target: shares of what is aimed at, such as 0.9.",
    )
    warning: Rate
    critical: Rate


class ByHand(Strict):
    """A KPI that no rule package computes: kpi_values.csv holds its values."""

    unit: Text = Field(description="Such as share, money, hours, count or points.")
    better: Literal["up", "down"] = Field(description="The direction that is good.")


class Kpi(Strict):
    """A number with a target and somebody who answers for it."""

    id: Name
    title: Text
    metric: MetricName | None = Field(
        default=None, description="Package and id of the metric that it is."
    )
    variant: Name | None = Field(
        default=None, description="Which of its definitions; the first where none is said."
    )
    level: Level = "company"
    member: Text | None = Field(default=None, description="Which team, person, territory, segment.")
    by_hand: ByHand | None = None
    owner: Text = Field(description="Who answers for it.")
    cadence: Cadence = Field(
        description="How often it is reviewed; weekly and monthly ones are measured by month, "
        "the others by quarter or year."
    )
    targets: tuple[Target, ...] = Field(default=(), description="In the order of their days.")
    path: Literal["step", "line"] = Field(
        default="step",
        description="What is aimed at between two targets. step: the next one; line: what lies "
        "on the straight line between them. After the last one it stays.",
    )
    thresholds: Thresholds | None = None
    objective: Text | None = Field(
        default=None, description="The objective that it is a key result of."
    )
    link: Text | None = Field(default=None, description="Where the objective is written down.")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        found = list(self._findings())
        if found:
            raise FindingsError(found)
        return self

    def _findings(self) -> list[Finding]:
        found = []
        if (self.metric is None) == (self.by_hand is None):
            found.append(Finding(("metric",), shown(self.metric), "either metric or by_hand"))
        if self.variant and not self.metric:
            found.append(Finding(("variant",), shown(self.variant), "only with a metric"))
        if (self.level == "company") != (self.member is None):
            found.append(
                Finding(("member",), shown(self.member), "named for all levels but company")
            )
        for number, (one, other) in enumerate(zip(self.targets, self.targets[1:], strict=False), 1):
            if other.by <= one.by:
                at = ("targets", number, "by")
                found.append(Finding(at, f'"{other.by}"', f"after the one before, {one.by}"))
        if self.thresholds and self.thresholds.of == "target" and not self.targets:
            found.append(Finding(("thresholds", "of"), '"target"', "targets that it is a share of"))
        if self.by_hand and (wrong := self.misplaced(self.by_hand.better)):
            found.append(wrong)
        return found

    def misplaced(self, better: str) -> Finding | None:
        """Return what is wrong with the order of the thresholds, given which direction is good."""
        if self.thresholds is None:
            return None
        warning, critical = self.thresholds.warning, self.thresholds.critical
        if critical <= warning if better == "up" else critical >= warning:
            return None
        side = "not above" if better == "up" else "not below"
        allowed = f"{side} the warning, {warning}, as {better} is better"
        return Finding(("thresholds", "critical"), f'"{critical}"', allowed)


class Kpis(Strict):
    """The whole of kpis.yml."""

    trend_over: Annotated[Integer, Field(ge=1, le=24)] = Field(
        default=6, description="How many periods a KPI's trend is the mean change of."
    )
    kpis: tuple[Kpi, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [kpi.id for kpi in self.kpis]
        found = [
            Finding(("kpis", number, "id"), shown(name), "each KPI once")
            for number, name in enumerate(ids)
            if ids.index(name) != number
        ]
        if found:
            raise FindingsError(found)
        return self


class KpiValue(Strict):
    """One row of kpi_values.csv: a KPI as somebody measured it."""

    kpi: Id = Field(description="A KPI of kpis.yml that is by hand.")
    measured_on: Day = Field(description="The last one of a period is what counts for it.")
    value: Rate
