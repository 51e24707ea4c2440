"""The plan files of a company folder."""

from pathlib import Path

from perfos.company.plan.plans import Plan
from perfos.company.problems import Problem
from perfos.company.validate import YamlSource, read_model


def read_plans(folder: Path) -> tuple[list[tuple[Plan, YamlSource]], list[YamlSource]]:
    """Read plans/*.yml; a file that would silently be left out is a problem."""
    plans, files = [], []
    for path in sorted((folder / "plans").glob("*")):
        name = f"plans/{path.name}"
        if path.suffix == ".yml":
            plan, file = read_model(path, name, Plan)
            files.append(file)
            if plan:
                plans.append((plan, file))
        elif path.suffix in (".yaml", ".json"):
            ignored = YamlSource(name)
            ignored.problems.append(Problem(name, None, "", path.suffix, "plans end in .yml"))
            files.append(ignored)
    return plans, files
