"""Writes what follows from the definitions of metrics: `python -m semantic.metrics`.

The macros of each package, and the measures of its cube: whoever changes a metrics.yml writes both
anew.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from perfos.metrics.definition import FILE, Definitions, Metric, Part, Variant, read_definitions
from perfos.metrics.formula import parts_of, written
from perfos.metrics.sql import MACROS, macros
from semantic.model_files import FOLDER

RULES = Path(__file__).parents[1] / "rules"
MARK = "    # Written by `python -m semantic.metrics` out of metrics.yml.\n    measures:\n"
FORMATS = {"count": "number_0", "number": "number_0", "share": "percent_1"}
ONE_PERIOD = "; group or filter by the month"


def cube_file(definitions: Definitions) -> Path:
    """Return the file of the cube over the parts; its head is written by hand."""
    return FOLDER / "cubes" / f"{definitions.model}.yml"


def cube_text(definitions: Definitions) -> str:
    """Return the whole text of that file."""
    head = cube_file(definitions).read_text(encoding="utf-8").split(MARK)[0]
    measures = [*map(_part, definitions.parts), *_metrics(definitions)]
    # Two closing braces would be a template to Cube.
    lines = (json.dumps(one).replace("}}", "} }") for one in measures)
    return head + MARK + "".join(f"      - {line}\n" for line in lines)


def _part(part: Part) -> dict[str, object]:
    """Return the measure of a part: a sum, over months only where they can be added."""
    measure: dict[str, object] = {"name": part.name, "title": part.title}
    meta: dict[str, object] = {"definition": part.version}
    description = part.description
    if part.adds == "all":
        measure |= {"sql": part.name, "type": "sum"}
    else:
        measure |= {"sql": f"sum_in_period({{CUBE}}.{part.name}, {{CUBE}}.period)"}
        measure |= {"type": "number"}
        meta |= {"per": "period", "adds": part.name}
        description = description.removesuffix(".") + ONE_PERIOD + "."
    return measure | {
        "format": FORMATS.get(part.unit, "number_2"),
        "description": description,
        "meta": meta,
    }


def _metrics(definitions: Definitions) -> Iterator[dict[str, object]]:
    """Yield a measure for each variant that is more than a part."""
    for metric in definitions.metrics:
        for variant in metric.variants:
            if variant.formula not in {part.name for part in definitions.parts}:
                yield _metric(definitions, metric, variant)


def _metric(definitions: Definitions, metric: Metric, variant: Variant) -> dict[str, object]:
    is_of_one = definitions.is_of_one_period(variant)
    call = written(
        variant.formula, lambda name: f"fixed({{{name}}})" if name.isidentifier() else name
    )
    unit = variant.unit or metric.unit
    what = f"{metric.description.removesuffix('.')} ({unit}): {variant.follows}"
    name, title = metric.measure(variant), metric.title
    if variant is not metric.variants[0]:
        title += f", {variant.id.replace('_', ' ')}"
    meta: dict[str, object] = {"definition": metric.version, "metric": metric.id}
    meta |= {"variant": variant.id, "formula": variant.formula, "better": metric.better}
    meta |= {"parts": sorted(parts_of(variant.formula))} | ({"per": "period"} if is_of_one else {})
    return {
        "name": name,
        "title": title,
        "sql": f"unfixed({call})",
        "type": "number",
        "format": FORMATS.get(unit, "number_2"),
        "description": f"{what}{ONE_PERIOD if is_of_one else ''}.",
        "meta": meta,
    }


def read() -> dict[str, Definitions]:
    """Return the definitions of each package here that has some, by its name.

    Raises:
        ValueError: They are not what they may be.
    """
    found = {}
    for folder in sorted(path.parent for path in RULES.glob(f"*/{FILE}")):
        definitions, problems = read_definitions(folder)
        if definitions is None:
            raise ValueError("\n".join(map(str, problems)))
        found[folder.name] = definitions
    return found


if __name__ == "__main__":
    for name, one in read().items():
        (RULES / name / MACROS).write_text(macros(one), encoding="utf-8")
        cube_file(one).write_text(cube_text(one), encoding="utf-8")
