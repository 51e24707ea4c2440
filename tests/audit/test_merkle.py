"""The root as RFC 6962 defines it, by recursion, whatever number of leaves is hashed at a time."""

from hashlib import sha256

import pytest

from audit import merkle


def by_definition(leaves: list[bytes]) -> bytes:
    if len(leaves) < 2:
        return sha256(b"\0" + leaves[0]).digest() if leaves else sha256().digest()
    left = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1" + by_definition(leaves[:left]) + by_definition(leaves[left:])).digest()


@pytest.mark.parametrize("twig", [1, 4, 2**16])
def test_the_root_is_that_of_the_definition(monkeypatch: pytest.MonkeyPatch, twig: int) -> None:
    monkeypatch.setattr(merkle, "TWIG", twig)
    leaves = [sha256(bytes([number])).digest() for number in range(23)]
    for count in range(len(leaves) + 1):
        found = merkle.merkle_root(b"".join(leaves[:count]))
        assert found == by_definition(leaves[:count]).hex(), count
