"""Who reads the public models, as dbt exposures: its lineage goes on to the semantic layer."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from transform.rule_package import RulePackage

HERE = Path(__file__).parent
FILE = "generated/semantic/_exposures.yml"


@dataclass(frozen=True)
class Exposure:
    """Something that reads tables.

    Attributes:
        title: What a person calls it.
        description: What it is for.
        tables: What it reads, as `schema.table`.
    """

    title: str
    description: str
    tables: tuple[str, ...]


def exposure_file(
    exposures: Mapping[str, Exposure], packages: Sequence[RulePackage]
) -> dict[str, str]:
    """Return the properties file of the exposures whose tables all have a model.

    Args:
        exposures: By their name.
        packages: The rule packages that calculate.
    """
    known = {
        f"{path.parent.name}.{path.stem}": f"ref('{path.stem}')"
        for path in HERE.glob("models/*/*.sql")
    }
    known |= {
        f"{one.name}.{path.stem}": f"ref('{one.name}', '{path.stem}')"
        for one in packages
        if one.project == one.name
        for path in (one.folder / "models").rglob("*.sql")
    }
    listed = [
        {
            "name": name,
            "type": "application",
            "label": one.title,
            "description": one.description,
            "owner": {"name": "semantic layer"},
            "depends_on": [known[table] for table in one.tables],
        }
        for name, one in exposures.items()
        if known.keys() >= set(one.tables)
    ]
    return (
        {FILE: json.dumps({"version": 2, "exposures": listed}, indent=1) + "\n"} if listed else {}
    )
