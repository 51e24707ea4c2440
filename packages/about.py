"""What a package says about itself, as far as one must know it to find and to pin it."""

import re
from dataclasses import dataclass

from packages.errors import PackageError
from packages.tree import Tree
from perfos.company.yaml_file import YamlRefusedError, read_yaml

NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")
VERSION = re.compile(r"(0|[1-9]\d{0,5})(\.(0|[1-9]\d{0,5})){2}(-(alpha|beta|rc)\.\d{1,4})?")


@dataclass(frozen=True)
class About:
    """Name and version of a package, and what it needs.

    Attributes:
        name: Its name.
        version: Its version, such as 1.2.0 or 2.0.0-rc.1.
        core: The range of versions of the core's contract that it can be calculated on.
        packages: The range of versions of each package that it reads.
    """

    name: str
    version: str
    core: str
    packages: dict[str, str]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


def about(tree: Tree) -> About:
    """Read package.yml.

    Raises:
        PackageError: It does not say what the package is.
    """
    try:
        content = read_yaml(tree["package.yml"].decode("utf-8")).data
    except (YamlRefusedError, UnicodeDecodeError) as error:
        raise PackageError(f"package.yml cannot be read: {error}") from error
    content = content if isinstance(content, dict) else {}
    requires = content.get("requires")
    requires = requires if isinstance(requires, dict) else {}
    packages = requires.get("packages") or {}
    return About(
        _matching(NAME, "name", content.get("name"), "lower-case letters, digits and _"),
        _matching(VERSION, "version", content.get("version"), "a version such as 1.0.0"),
        str(requires.get("core") or ""),
        {str(name): str(wanted) for name, wanted in packages.items()}
        if isinstance(packages, dict)
        else {},
    )


def _matching(pattern: re.Pattern[str], field: str, value: object, allowed: str) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise PackageError(f"package.yml: {field} is {value!r}; allowed: {allowed}")
    return value
