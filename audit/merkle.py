"""The Merkle root over entry hashes: one figure that changes with any of them (RFC 6962)."""

from hashlib import sha256

DIGEST_BYTES = 32
TWIG = 2**16
"""Leaves that are hashed at a time: a power of two, so that they are a whole part of the tree."""


def merkle_root(digests: bytes) -> str:
    """Return the root over digests in their order, in hexadecimal digits.

    A leaf is sha256(0x00, digest), a node sha256(0x01, left, right); a node without a neighbour
    rises to the next level as it is. Nothing at all has the root sha256().

    Args:
        digests: The digests one after the other, 32 bytes each.

    Raises:
        ValueError: The length is not a multiple of 32.
    """
    if len(digests) % DIGEST_BYTES:
        raise ValueError(f"{len(digests)} bytes are no whole number of digests")
    size = TWIG * DIGEST_BYTES
    twigs = [_root(_leaves(digests[at : at + size])) for at in range(0, len(digests), size)]
    return _root(twigs).hex() if twigs else sha256().hexdigest()


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
