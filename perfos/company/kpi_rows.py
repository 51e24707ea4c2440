"""The rows that the KPIs of kpis.yml become."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from perfos.cadence import Cadence
from perfos.company.kpis import Kpis

SPAN: dict[Cadence, str] = {
    "weekly": "month",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
}
_TEXT, _RATE, _DATE = pa.string(), pa.decimal128(28, 10), pa.date32()
SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "kpi": {
        **dict.fromkeys(("kpi_id", "title", "owner", "cadence", "span", "objective"), _TEXT),
        **dict.fromkeys(("link", "package", "metric", "variant", "level", "member"), _TEXT),
        **dict.fromkeys(("unit", "better", "path", "thresholds_of"), _TEXT),
        **dict.fromkeys(("warning", "critical"), _RATE),
        **dict.fromkeys(("kpi_no", "trend_over"), pa.int32()),
    },
    "kpi_target": {"kpi_id": _TEXT, "due_on": _DATE, "target": _RATE},
    "kpi_values": {
        "kpi": _TEXT,
        "measured_on": _DATE,
        "value": _RATE,
        **dict.fromkeys(("source_file", "source_hash"), _TEXT),
        "source_row": pa.int64(),
    },
}


def kpi_rows(kpis: Kpis) -> Iterator[dict[str, Any]]:
    """Yield a row for each KPI."""
    for number, kpi in enumerate(kpis.kpis, start=1):
        package, _, metric = (kpi.metric or "").partition(".")
        at = kpi.thresholds
        yield {
            **{name: getattr(kpi, name) for name in ("title", "owner", "cadence", "objective")},
            **{name: getattr(kpi, name) for name in ("link", "variant", "level", "member", "path")},
            "kpi_id": kpi.id,
            "kpi_no": number,
            "span": SPAN[kpi.cadence],
            "package": package or None,
            "metric": metric or None,
            "unit": kpi.by_hand.unit if kpi.by_hand else None,
            "better": kpi.by_hand.better if kpi.by_hand else None,
            "thresholds_of": at.of if at else None,
            "warning": at.warning if at else None,
            "critical": at.critical if at else None,
            "trend_over": kpis.trend_over,
        }


def target_rows(kpis: Kpis) -> Iterator[dict[str, Any]]:
    """Yield a row for each target of a KPI."""
    for kpi in kpis.kpis:
        for target in kpi.targets:
            yield {"kpi_id": kpi.id, "due_on": target.by, "target": target.value}
