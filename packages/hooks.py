"""Extension packages: models of another package that a company's own package puts its own in for.

A package names in `hooks` the models that may be put another in for; a package that requires it
names in `overrides` those that it does. In the workspace the one model is disabled, and every
`ref` to its name finds the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from ruamel.yaml import YAML

from packages.errors import PackageError
from transform.rule_package import RulePackage

P = TypeVar("P", bound=RulePackage)


@dataclass(frozen=True)
class Fit:
    """Whether an override still fits another version of the package that it extends.

    Attributes:
        hook: The model.
        extension: The package that puts its own in for it.
        rules: What the new version did with its own model: `unchanged`, `changed` or `gone`.
        columns: Columns that the new version promises and the version before did not, or not with
            that type; and those that are gone.
        verdict: `fits`, `look at it` or `does not fit`.
    """

    hook: str
    extension: str
    rules: str
    columns: str
    verdict: str

    @property
    def is_good(self) -> bool:
        """Whether the override can go on; its own tests and the diff say whether it should."""
        return self.verdict != "does not fit"

    def __str__(self) -> str:
        columns = f", its columns {self.columns} are others" if self.columns else ""
        return f"the model is {self.rules}{columns}"


def with_overrides(rules: Sequence[P]) -> tuple[P, ...]:
    """Return the packages, each without the models that another one overrides.

    Raises:
        PackageError: A package overrides what is no hook, or what another one overrides.
    """
    taken: dict[tuple[str, str], str] = {}
    for extension in rules:
        for base, hooks in _said(extension.folder, "overrides", {}).items():
            for hook in hooks:
                other = taken.setdefault((base, hook), extension.name)
                if other != extension.name:
                    raise PackageError(f"{extension.name} and {other} both override {base}.{hook}")
    for (base, hook), extension_name in taken.items():
        known = [_said(one.folder, "hooks", []) for one in rules if one.name == base]
        if not known or any(hook not in hooks for hooks in known):
            raise PackageError(
                f"{extension_name} overrides {base}.{hook}, which is no hook of {base}; its hooks "
                f"are {', '.join(sorted({hook for hooks in known for hook in hooks})) or 'none'}"
            )
    return tuple(
        replace(one, overridden=tuple(sorted(hook for base, hook in taken if base == one.name)))
        for one in rules
    )


def stands_on(package: RulePackage, name: str) -> bool:
    """Whether a package is the one of that name, reads its models, or overrides some."""
    requires = _said(package.folder, "requires", {}).get("packages") or []
    read = [one["name"] if isinstance(one, dict) else one for one in requires]
    return name in (package.name, *read, *_said(package.folder, "overrides", {}))


def fits(rules: Sequence[RulePackage], before: Path, after: Path) -> list[Fit]:
    """Return whether the overrides of a package still fit another version of it.

    Args:
        rules: The packages of the company.
        before: Folder of the active version.
        after: Folder of the candidate.
    """
    name = str(_said(after, "name", ""))
    return [
        _fit(extension.name, hook, before, after)
        for extension in rules
        for hook in _said(extension.folder, "overrides", {}).get(name, [])
    ]


def _fit(extension: str, hook: str, before: Path, after: Path) -> Fit:
    """Compare a hook in two versions: what it is calculated by, and what it promises."""
    if hook not in _said(after, "hooks", []):
        return Fit(hook, extension, "gone", "", "does not fit")
    is_same = _sql(before, hook) == _sql(after, hook)
    old, new = _columns(before, hook), _columns(after, hook)
    moved = sorted(column for column in {*old, *new} if old.get(column) != new.get(column))
    verdict = "does not fit" if moved else "fits" if is_same else "look at it"
    return Fit(hook, extension, "unchanged" if is_same else "changed", ", ".join(moved), verdict)


def _sql(folder: Path, model: str) -> str:
    found = sorted(folder.glob(f"models/**/{model}.sql"))
    return found[0].read_text(encoding="utf-8") if found else ""


def _columns(folder: Path, model: str) -> dict[str, str]:
    """Return the columns that a model promises, with their types."""
    for path in sorted(folder.glob("models/**/*.yml")):
        for one in (YAML(typ="safe").load(path) or {}).get("models") or []:
            if one["name"] == model:
                return {
                    column["name"]: str(column.get("data_type"))
                    for column in one.get("columns") or []
                }
    return {}


def _said(folder: Path, field: str, default: Any) -> Any:  # noqa: ANN401
    content: Mapping[str, Any] = YAML(typ="safe").load(folder / "package.yml") or {}
    return content.get(field) or default
