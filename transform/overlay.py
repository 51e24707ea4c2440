"""The dbt project of a rule package that cannot be its folder as it stands.

Two versions in one run are two projects, each with its own copies of those models of the core that
plans are in: views that leave the other version's plans out. A package's `ref` finds what its own
project holds first, so no line of it knows of the other. A model that another package puts its own
in for is disabled, and `ref` finds that one.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from transform.rule_package import RulePackage

CORE = Path(__file__).parent / "models" / "core"
KEY = "plan_id"
FOLDERS = ("models", "macros", "tests")


def overlay_files(package: RulePackage) -> dict[str, str]:
    """Return the files of the dbt project by their paths in the workspace.

    Copies, and no links: what a run was made of is archived file by file.
    """
    files = {
        path.relative_to(package.folder).as_posix(): path.read_text(encoding="utf-8")
        for folder in FOLDERS
        for path in sorted((package.folder / folder).rglob("*.*"))
    }
    files["dbt_project.yml"] = json.dumps(_project(package), indent=1) + "\n"
    ports = list(_models_of_plans()) if package.only or package.without else []
    for model in ports:
        files[f"ports/{model}.sql"] = (
            f"select * from {{{{ ref('performance_os', '{model}') }}}}\nwhere {_share(package)}\n"
        )
    said = "One row per row of the core's model of this name that is about a plan of this version."
    described = [{"name": model, "description": said} for model in ports]
    files["ports/_ports.yml"] = json.dumps({"version": 2, "models": described}, indent=1) + "\n"
    return {f"dbt_packages/{package.project}/{name}": text for name, text in files.items()}


def _share(package: RulePackage) -> str:
    """Return the condition that a plan is one of this version's."""
    plans = ", ".join(f"'{plan}'" for plan in package.only or package.without)
    return f"{KEY} in ({plans})" if package.only else f"{KEY} not in ({plans})"


def _project(package: RulePackage) -> dict[str, Any]:
    """Return dbt_project.yml under the name of the project, its schema included."""
    text = (package.folder / "dbt_project.yml").read_text(encoding="utf-8")
    content = _renamed(YAML(typ="safe").load(text), package.name, package.project)
    content["model-paths"] = [*content.get("model-paths", ["models"]), "ports"]
    models = content.setdefault("models", {}).setdefault(package.project, {})
    for path in package.folder.glob("models/**/*.sql"):
        if path.stem in package.overridden:
            place = models
            for part in path.relative_to(package.folder / "models").with_suffix("").parts:
                place = place.setdefault(part, {})
            place["+enabled"] = False
    return content


def _renamed(content: Any, old: str, new: str) -> Any:  # noqa: ANN401
    """Return YAML with a name exchanged, wherever it stands alone as a key or a value."""
    if isinstance(content, dict):
        return {_renamed(key, old, new): _renamed(one, old, new) for key, one in content.items()}
    if isinstance(content, list):
        return [_renamed(one, old, new) for one in content]
    return new if content == old else content


def _models_of_plans() -> Iterator[str]:
    """Yield the models of the core that say which plan a row is about."""
    for path in sorted(CORE.glob("_*.yml")):
        for model in YAML(typ="safe").load(path).get("models", []):
            if any(column["name"] == KEY for column in model.get("columns", [])):
                yield model["name"]
