"""The model as its files say it: cubes, views and their members."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "model"
Part = dict[str, Any]


def cubes() -> dict[str, Part]:
    """Return each cube by its name."""
    return _read("cubes")


def views() -> dict[str, Part]:
    """Return each view by its name."""
    return _read("views")


def tables_of(view: Part) -> list[str]:
    """Return the published tables that a view is made of, as `schema.table`."""
    model = cubes()
    parts = [part["join_path"].split(".")[-1] for part in view["cubes"]]
    return sorted({table for part in parts for table in model[part]["meta"]["tables"]})


def view_over(cube: str) -> str:
    """Return the name of the view that is about a cube."""
    return next(name for name, one in views().items() if one["cubes"][0]["join_path"] == cube)


def measures(cube: Part) -> dict[str, Part]:
    """Return the measures of a cube by their names."""
    return {one["name"]: one for one in cube.get("measures", [])}


def is_additive(measure: Part) -> bool:
    """Whether the totals of parts add up to the total of the whole."""
    return measure["type"] in ("sum", "count") or "adds" in measure["meta"]


@cache
def _read(kind: str) -> dict[str, Part]:
    """Return what the files of one folder hold; they are part of the program and read once."""
    # libyaml: every start of the program waits for this, and ruamel takes ten times as long.
    return {
        part["name"]: part
        for path in sorted((FOLDER / kind).glob("*.yml"))
        for part in yaml.load(path.read_bytes(), yaml.CSafeLoader)[kind]
    }
