"""Who stands behind a version: an Ed25519 signature over its name, version and hash."""

from pathlib import Path

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from audit.keys import Key, create_key, load_key
from audit.refused import Refused
from packages.about import NAME
from packages.errors import PackageError

VARIABLE = "PERFOS_PUBLISHER_KEY"


def statement(name: str, version: str, sha256: str) -> bytes:
    """Return what is signed: a signature of one version says nothing about another one."""
    return f"perfos-package-1\n{name}\n{version}\n{sha256}\n".encode()


def publisher_key(name: str) -> Key:
    """Return the signing key of a publisher, out of the environment or its file.

    Raises:
        PackageError: There is none, or others can read it.
    """
    try:
        return load_key(_file(name), VARIABLE, f"perfos package key {name} --create")
    except Refused as error:
        raise PackageError(str(error)) from None


def create_publisher_key(name: str) -> Path:
    """Make the signing key of a publisher and return its file; a key that is there stays."""
    return create_key(_file(name))


def _file(name: str) -> str:
    """Return the name of the key; no company's name has a hyphen."""
    if not NAME.fullmatch(name):
        raise PackageError(f"{name!r} cannot be a publisher: lower-case letters, digits and _")
    return f"publisher-{name}"


def signer_of(
    name: str, version: str, sha256: str, key: str, signature: str, trusted: dict[str, str]
) -> str:
    """Return who signed a version, by the name that the company gives to the key.

    Args:
        name: Name of the package.
        version: Its version.
        sha256: Hash of the archive that was received.
        key: The public key that is said to have signed it.
        signature: The signature, 128 hexadecimal digits.
        trusted: The keys that the company trusts, by name.

    Raises:
        PackageError: The company does not know the key, or the signature is of something else.
    """
    known = {public: publisher for publisher, public in trusted.items()}
    if key not in known:
        names = ", ".join(f"{publisher} ({public})" for publisher, public in trusted.items())
        raise PackageError(
            f"{name} {version} is signed by {key}, whom this company does not know: rules.yml "
            f"trusts {names or 'nobody'}; add the key to `publishers` if it should be trusted"
        )
    try:
        VerifyKey(bytes.fromhex(key)).verify(
            statement(name, version, sha256), bytes.fromhex(signature)
        )
    except (BadSignatureError, ValueError):
        raise PackageError(
            f"the signature of {name} {version} is not one of {known[key]} ({key}) over these "
            f"bytes ({sha256}): it belongs to something else, or the archive was changed"
        ) from None
    return known[key]
