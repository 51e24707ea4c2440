"""Changing rules.yml for a person who asks for it: comments and order stay."""

import io
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from packages.errors import PackageError
from perfos.company.rules import FILE
from perfos.files import replace_text


def want(folder: Path, versions: dict[str, str]) -> None:
    """Add packages to what a company wants, each with a range of versions."""
    if versions:
        yaml, content = _read(folder)
        for name, wanted in versions.items():
            entry = CommentedMap(name=name, version=wanted)
            entry.fa.set_flow_style()
            content["packages"].append(entry)
        _write(folder, yaml, content)


def want_no_more(folder: Path, name: str) -> None:
    """Take a package out of what a company wants.

    Raises:
        PackageError: It is not wanted, or the only one.
    """
    yaml, content = _read(folder)
    numbers = [number for number, one in enumerate(content["packages"]) if one["name"] == name]
    if not numbers:
        raise PackageError(f"{folder / FILE} does not ask for {name}")
    if len(content["packages"]) == 1:
        raise PackageError(f"{name} is the only package of {folder / FILE}: nobody would be paid")
    del content["packages"][numbers[0]]
    _write(folder, yaml, content)


def _read(folder: Path) -> tuple[YAML, Any]:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 1_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml, yaml.load((folder / FILE).read_text(encoding="utf-8"))


def _write(folder: Path, yaml: YAML, content: object) -> None:
    text = io.StringIO()
    yaml.dump(content, text)
    replace_text(folder / FILE, text.getvalue())
