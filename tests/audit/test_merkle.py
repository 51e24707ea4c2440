"""The root as RFC 6962 defines it, by recursion, whatever number of leaves is hashed at a time."""

from hashlib import sha256

import pytest

from audit import merkle


def by_definition(leaves: list[bytes]) -> bytes:
    if len(leaves) < 2:
        return sha256(b"\0" + leaves[0]).digest() if leaves else sha256().digest()
    left = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1" + by_definition(leaves[:left]) + by_definition(leaves[left:])).digest()


@pytest.mark.parametrize("portion", [1, 32, 100, 10_000])
@pytest.mark.parametrize("twig", [1, 4, 2**16])
def test_the_root_is_that_of_the_definition(
    monkeypatch: pytest.MonkeyPatch, twig: int, portion: int
) -> None:
    monkeypatch.setattr(merkle, "TWIG", twig)
    leaves = [sha256(bytes([number])).digest() for number in range(23)]
    for count in range(len(leaves) + 1):
        digests = b"".join(leaves[:count])
        portions = [digests[at : at + portion] for at in range(0, len(digests), portion)]
        assert merkle.merkle_root(portions) == (count, by_definition(leaves[:count]).hex())


def test_a_part_of_a_digest_is_an_error() -> None:
    with pytest.raises(ValueError, match="63 bytes are no whole number"):
        merkle.merkle_root([bytes(32), bytes(31)])
