"""`perfos package key | build | publish | yank`: for people who publish packages."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from perfos.cli.package_folder import FolderArgument, WithOption, required

if TYPE_CHECKING:
    from packages.registry import Registry

RegistryArgument = Annotated[
    str, typer.Argument(metavar="REGISTRY", help="A folder, or an address such as s3://bucket/x.")
]
PublisherOption = Annotated[str, typer.Option("--as", metavar="PUBLISHER", help="Whose key signs.")]


def key(
    publisher: Annotated[str, typer.Argument(help="Name of the publisher.")],
    create: Annotated[bool, typer.Option("--create", help="Make it if there is none.")] = False,
) -> None:
    """Show the public key that companies name in rules.yml to trust a publisher."""
    from packages.signature import create_publisher_key, publisher_key
    from perfos.cli.output import complain, console, plain

    if create:
        complain(f"{create_publisher_key(publisher)} holds the key: keep a copy, show it to nobody")
    console().print(plain(publisher_key(publisher).public))


def build(
    folder: FolderArgument,
    with_: WithOption = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where the archive goes.")
    ] = None,
) -> None:
    """Write the archive of a package: the same files give the same bytes, on every machine."""
    from hashlib import sha256

    from packages.checks.check import check_package
    from packages.publish import build as archive_of
    from perfos.cli.output import console, plain
    from perfos.files import replace_bytes

    check_package(folder.resolve(), required(with_))
    what, archive = archive_of(folder.resolve())
    path = out or Path(f"{what.name}-{what.version}.tar")
    replace_bytes(path.resolve(), archive)
    console().print(plain(f"{path}: {what}, {len(archive):,} bytes"))
    console().print(plain(f"sha256 {sha256(archive).hexdigest()}"))


def publish(
    folder: FolderArgument,
    registry: RegistryArgument,
    publisher: PublisherOption,
    with_: WithOption = None,
) -> None:
    """Sign a package and publish it; a version that is published never changes."""
    from packages.checks.check import check_package
    from packages.publish import publish as sign_and_write
    from perfos.cli.output import console, plain

    check_package(folder.resolve(), required(with_))
    what, entry = sign_and_write(folder.resolve(), _registry(registry), publisher)
    console().print(plain(f"{what} is published at {registry}"))
    console().print(plain(f"sha256 {entry.sha256}, signed by {publisher} ({entry.key})"))


def yank(
    registry: RegistryArgument,
    package: Annotated[str, typer.Argument(metavar="NAME@VERSION", help="Which version.")],
    reason: Annotated[str, typer.Option(help="Why; shown to whoever asks for it.")],
) -> None:
    """Mark a version so that nobody begins to use it; whoever has pinned it keeps it."""
    from packages.publish import yank as mark
    from perfos.cli.output import console, plain

    name, _, version = package.partition("@")
    mark(_registry(registry), name, version, reason)
    console().print(plain(f"{name} {version} is yanked: {reason}"))


def _registry(address: str) -> "Registry":
    from packages.registry import Registry

    return Registry(address, Path.cwd())
