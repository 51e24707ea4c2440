"""The folder of a rule package, and of those that it requires, as a command is given them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from transform.workspace import RulePackage

FolderArgument = Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder of the package.")]
WithOption = Annotated[
    list[Path] | None,
    typer.Option("--with", metavar="FOLDER", help="A package that it requires; may be repeated."),
]


def required(folders: list[Path] | None) -> "tuple[RulePackage, ...]":
    """Return the packages in these folders, for one that requires them."""
    from packages.manifest import read_manifest
    from transform.workspace import RulePackage

    manifests = [(read_manifest(folder.resolve()), folder.resolve()) for folder in folders or ()]
    return tuple(RulePackage(one.name, one.version, folder) for one, folder in manifests)
