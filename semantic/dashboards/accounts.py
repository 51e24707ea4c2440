"""Accounts of a company's own, for a demo or a start: names and argon2 hashes, no passwords."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

import argon2
from filelock import FileLock

from perfos.files import replace_text
from perfos.paths import State

FILE = "accounts.json"
OWNER_ONLY = 0o600
LONGEST = 200
HASHER = argon2.PasswordHasher()
NOBODY = HASHER.hash(secrets.token_hex())
"""What a password is compared with when the name is unknown, so that both take as long."""


@dataclass(frozen=True)
class Accounts:
    """The accounts of one company.

    Attributes:
        file: Where they are kept.
    """

    file: Path

    @classmethod
    def of(cls, state: State) -> "Accounts":
        """Return the accounts that a company's state holds."""
        return cls(state.folder / FILE)

    def set_password(self, name: str) -> str:
        """Give a person a new random password and return it; only its hash is kept."""
        password = "-".join(secrets.token_hex(2) for _ in range(4))
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{self.file}.lock"):
            hashes = self._read() | {name: HASHER.hash(password)}
            self.file.touch(mode=OWNER_ONLY)
            replace_text(self.file, json.dumps(hashes, indent=1) + "\n")
            self.file.chmod(OWNER_ONLY)
        return password

    def check(self, name: str, password: str) -> bool:
        """Return whether that is the person's password."""
        known = self._read().get(name)
        try:
            is_right = HASHER.verify(known or NOBODY, password[:LONGEST])
        except argon2.exceptions.VerificationError:
            return False
        return is_right and known is not None

    def _read(self) -> dict[str, str]:
        """Return the hashes by name."""
        if not self.file.is_file():
            return {}
        found: dict[str, str] = json.loads(self.file.read_text(encoding="utf-8"))
        return found
