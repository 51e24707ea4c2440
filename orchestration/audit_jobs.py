"""What auditors ask for, as jobs: the pack of closed months, and their replay."""

from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg
from pydantic import Field

from audit.archive import Archive
from audit.keys import load_key
from audit.pack import export_pack
from audit.refused import Refused
from audit.replay import replay
from orchestration.location import Location
from orchestration.resources import Warehouse


class ExportConfig(dg.Config):
    """What a person decides when they export an audit pack."""

    periods: list[str] = Field(description="Closed months, as YYYY-MM.")
    output: str = Field(description="The zip file to write; an older one is replaced.")


class ReplayConfig(dg.Config):
    """What a person decides when they replay closed months."""

    period: str = Field(default="", description="Up to this month, as YYYY-MM. Empty: all.")


def build_export_job(location: Location) -> dg.JobDefinition:
    """Return the job that writes an audit pack."""
    text = "Write everything about some closed months into one zip that an outsider can check."

    @dg.op(name="export_pack", pool="warehouse", description=text)
    def export(context: dg.OpExecutionContext, config: ExportConfig, warehouse: Warehouse) -> None:
        state = location.state
        compiled = state.dbt / "target" / "compiled"
        try:
            with warehouse.connect() as connection:
                counted = export_pack(
                    connection,
                    Archive(state.archive),
                    config.periods,
                    Path(config.output),
                    load_key(location.company.name),
                    compiled,
                )
        except Refused as refused:
            raise dg.Failure(str(refused), allow_retries=False) from None
        context.add_output_metadata({"pack": dg.MetadataValue.path(config.output), **counted})

    @dg.config_mapping
    def from_request(request: ExportConfig) -> dict[str, object]:
        return {
            "ops": {"export_pack": {"config": request.model_dump()}},
            "loggers": {"step_lines": {}},
        }

    @dg.graph(name="export_audit_pack", description=text)
    def graph() -> None:
        export()

    return graph.to_job(config=from_request)


def build_replay_job(location: Location) -> dg.JobDefinition:
    """Return the job that calculates closed months again and compares their seals."""
    text = "Calculate closed months again from the archive, in an empty place; compare the seals."

    @dg.op(name="replay_months", description=text)
    def again(context: dg.OpExecutionContext, config: ReplayConfig) -> None:
        rows = ["| month | seal | entries | replayed | hash |", "|---|---|---|---|---|"]
        different = []
        with TemporaryDirectory(prefix="perfos-replay-") as folder:
            place = Path(folder, "place")
            try:
                for one in replay(Archive(location.state.archive), place, config.period or None):
                    said = "the same seal" if one.is_same else "; ".join(one.differences)
                    figures = (one.period, one.seal_no, one.entries, said, one.seal_hash)
                    rows.append(f"| {' | '.join(map(str, figures))} |")
                    different += [] if one.is_same else [f"{one.period}: {said}"]
            except (Refused, ValueError) as error:
                raise dg.Failure(str(error), allow_retries=False) from None
        if different:
            raise dg.Failure("\n".join(different), allow_retries=False)
        context.add_output_metadata({"seals": dg.MetadataValue.md("\n".join(rows))})

    @dg.config_mapping
    def from_request(request: ReplayConfig) -> dict[str, object]:
        return {
            "ops": {"replay_months": {"config": request.model_dump()}},
            "loggers": {"step_lines": {}},
        }

    @dg.graph(name="replay_period", description=text)
    def graph() -> None:
        again()

    return graph.to_job(config=from_request)
