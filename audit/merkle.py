"""The Merkle root over entry hashes: one figure that changes with any of them (RFC 6962)."""

from collections.abc import Iterable
from hashlib import sha256

DIGEST_BYTES = 32
TWIG = 2**16
"""Leaves that are hashed at a time: a power of two, so that they are a whole part of the tree."""


def merkle_root(chunks: Iterable[bytes]) -> tuple[int, str]:
    """Return how many digests there are, and the root over them, in hexadecimal digits.

    A leaf is sha256(0x00, digest), a node sha256(0x01, left, right); a node without a neighbour
    rises to the next level as it is. Nothing at all has the root sha256().

    Args:
        chunks: The digests in their order, 32 bytes each, in whatever portions they come; no more
            than one portion is held at a time.

    Raises:
        ValueError: The length of all is not a multiple of 32.
    """
    size = TWIG * DIGEST_BYTES
    twigs, rest, length = [], b"", 0
    for chunk in chunks:
        length += len(chunk)
        rest += chunk
        whole = len(rest) - len(rest) % size
        twigs += [_root(_leaves(rest[at : at + size])) for at in range(0, whole, size)]
        rest = rest[whole:]
    if length % DIGEST_BYTES:
        raise ValueError(f"{length} bytes are no whole number of digests")
    if rest:
        twigs.append(_root(_leaves(rest)))
    return length // DIGEST_BYTES, _root(twigs).hex() if twigs else sha256().hexdigest()


def _leaves(digests: bytes) -> list[bytes]:
    return [
        sha256(b"\0" + digests[at : at + DIGEST_BYTES]).digest()
        for at in range(0, len(digests), DIGEST_BYTES)
    ]


def _root(level: list[bytes]) -> bytes:
    """Return the root over nodes of one level."""
    while len(level) > 1:
        odd = [level[-1]] if len(level) % 2 else []
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [sha256(b"\1" + left + right).digest() for left, right in pairs] + odd
    return level[0]
