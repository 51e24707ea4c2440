"""The JSON Schemas of what people write, which an editor can check and complete with.

`python -m perfos.schemas` writes them to docs/reference/schemas/.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from packages.manifest import PackageManifest
from perfos.company.access import Access
from perfos.company.kpis import Kpis, KpiValue
from perfos.company.notifications import Notifications
from perfos.company.people import Leave, OrgAssignment, Person, Quota
from perfos.company.plan.draws import DrawTaken
from perfos.company.plan.plans import Plan
from perfos.company.rules import Rules
from perfos.company.settings import Settings
from perfos.company.sources import Sources
from perfos.company.writeback import Writeback

FOLDER = Path("docs/reference/schemas")

MODELS: dict[str, type[BaseModel]] = {
    "access": Access,
    "notifications": Notifications,
    "kpis": Kpis,
    "writeback": Writeback,
    "company": Settings,
    "plan": Plan,
    "sources": Sources,
    "rules": Rules,
    "package": PackageManifest,
    "people_row": Person,
    "org_row": OrgAssignment,
    "quotas_row": Quota,
    "leave_row": Leave,
    "draws_row": DrawTaken,
    "kpi_values_row": KpiValue,
}


class _Schema(GenerateJsonSchema):
    """Schemas whose default amounts are numbers, as they are written in the files."""

    def encode_default(self, dft: Any) -> Any:  # noqa: ANN401
        if isinstance(dft, Decimal):
            return int(dft) if dft == dft.to_integral_value() else float(dft)
        if isinstance(dft, BaseModel):
            return {
                name: self.encode_default(getattr(dft, name)) for name in type(dft).model_fields
            }
        return super().encode_default(dft)


def schemas() -> dict[str, str]:
    """Return the text of each schema file by its name."""
    texts = {}
    for name, model in MODELS.items():
        schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **model.model_json_schema(schema_generator=_Schema),
        }
        texts[f"{name}.schema.json"] = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    return texts


def write_schemas(folder: Path = FOLDER) -> None:
    """Write all schema files, and remove those of files that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = schemas()
    for path in folder.glob("*.schema.json"):
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_schemas()
