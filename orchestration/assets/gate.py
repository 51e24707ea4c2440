"""The gate as blocking asset checks: what does not pass is not calculated."""

from collections.abc import Iterator

import dagster as dg

from ingestion.gate.suites import Suite, core_suites, raw_suite
from ingestion.gate.validate import Outcome
from orchestration.assets.evidence import CheckRow, keep_results
from orchestration.assets.outcomes import validate_changed
from orchestration.location import Location
from orchestration.resources import Warehouse
from transform.standing.known import relation_prints


def build(location: Location) -> list[dg.AssetChecksDefinition]:
    """Return the gate over the raw tables, and the gate over the core."""
    company = location.company
    raw = [raw_suite(company, source, table) for source, table in company.raw_tables()]
    return [
        gate("check_sources", raw, location),
        gate("check_core", core_suites(), location),
    ]


def gate(name: str, suites: list[Suite], location: Location) -> dg.AssetChecksDefinition:
    """Return one op that runs `suites` and reports each of their rules as a check."""
    specs = [
        dg.AssetCheckSpec(
            name=rule.name,
            asset=dg.AssetKey(suite.relation.split(".")),
            blocking=True,
            description=f"Great Expectations: {rule.kind} on {rule.column or 'the table'}.",
        )
        for suite in suites
        for rule in suite.rules
    ]

    @dg.multi_asset_check(name=name, specs=specs, pool="warehouse")
    def check(
        context: dg.AssetCheckExecutionContext, warehouse: Warehouse
    ) -> Iterator[dg.AssetCheckResult]:
        with warehouse.connect() as connection:
            run_id = context.run.run_id
            prints = relation_prints(connection, location.state.dbt, location.manifest)
            outcomes = validate_changed(
                connection, suites, location.state.data_docs, prints, run_id
            )
            keep_results(connection, run_id, [_kept(outcome) for outcome in outcomes])
            for outcome in outcomes:
                yield dg.AssetCheckResult(
                    asset_key=outcome.relation.split("."),
                    check_name=outcome.name,
                    passed=outcome.passed,
                    severity=dg.AssetCheckSeverity.ERROR,
                    metadata={
                        "rows checked": outcome.checked,
                        "rows that do not fit": outcome.unexpected,
                        "examples": ", ".join(outcome.examples) or "none",
                        "data docs": dg.MetadataValue.path(str(outcome.docs)),
                    },
                )

    return check


def _kept(outcome: Outcome) -> CheckRow:
    """Return what the warehouse keeps of one rule's outcome."""
    return (
        outcome.relation,
        outcome.name,
        outcome.passed,
        True,
        outcome.unexpected,
        ", ".join(outcome.examples),
    )
