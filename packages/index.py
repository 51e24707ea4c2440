"""The index of a registry: which versions there are, and what is known of each."""

from typing import Annotated, Literal

from pydantic import Field, ValidationError

from packages.about import NAME, VERSION
from packages.errors import PackageError
from perfos.company.rules import PublicKey
from perfos.company.values import Strict, matching

FILE = "index.json"
MAX_INDEX = 50_000_000

Name = Annotated[str, *matching(NAME.pattern, "the name of a package")]
Version = Annotated[str, *matching(VERSION.pattern, "a version such as 1.0.0")]
Sha256 = Annotated[str, *matching("[0-9a-f]{64}", "64 hexadecimal digits")]
Signature = Annotated[str, *matching("[0-9a-f]{128}", "128 hexadecimal digits")]


class Entry(Strict):
    """What a registry says of one version."""

    sha256: Sha256 = Field(description="Hash of the archive.")
    key: PublicKey = Field(description="Public key of who signed it.")
    signature: Signature = Field(description="Ed25519, over name, version and hash.")
    core: str = Field(description="Versions of the core's contract that it was written for.")
    packages: dict[Name, str] = Field(description="Versions of the packages that it reads.")
    yanked: str = Field(default="", description="Why nobody should begin to use it; else empty.")


class Index(Strict):
    """The whole of index.json."""

    format: Literal["perfos-registry-1"] = "perfos-registry-1"
    packages: dict[Name, dict[Version, Entry]] = Field(default_factory=dict)

    def with_entry(self, name: str, version: str, entry: Entry) -> "Index":
        """Return the index with an entry more, or another one in its place."""
        versions = {**self.packages.get(name, {}), version: entry}
        return self.model_copy(update={"packages": {**self.packages, name: versions}})


def read_index(content: bytes, address: str) -> Index:
    """Read index.json.

    Raises:
        PackageError: It is not an index.
    """
    try:
        return Index.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise PackageError(
            f"the registry {address} has no valid {FILE}: {where}: {first['msg']}"
        ) from error


def archive_of(name: str, version: str, sha256: str) -> str:
    """Return where an archive is in a registry: never another one's place, as its hash is in it."""
    return f"{name}/{name}-{version}-{sha256[:12]}.tar"
