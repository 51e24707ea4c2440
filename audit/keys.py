"""The key that seals are signed with: made once, readable by its owner alone, never printed."""

import os
from dataclasses import dataclass
from pathlib import Path

from nacl.signing import SigningKey

from audit.refused import Refused
from perfos.paths import key_file

VARIABLE = "PERFOS_SIGNING_KEY"
OWNER_ONLY = 0o600


@dataclass(frozen=True)
class Key:
    """A signing key; its text shows the public half only.

    Attributes:
        public: The public half, 64 hexadecimal digits.
    """

    public: str
    _secret: SigningKey

    def __repr__(self) -> str:
        return f"Key({self.public})"

    def sign(self, content: bytes) -> str:
        """Return the Ed25519 signature of the content, 128 hexadecimal digits."""
        return self._secret.sign(content).signature.hex()


def create_key(company: str) -> Path:
    """Make a key for a company and return its file; a key that is there stays.

    Raises:
        OSError: The file cannot be written.
    """
    path = key_file(company)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(descriptor, "w") as file:
            file.write(SigningKey.generate().encode().hex() + "\n")
    return path


def load_key(name: str, variable: str = VARIABLE, create: str = "perfos audit key --create") -> Key:
    """Return a key out of the environment or its file.

    Args:
        name: The company, or whose key it is.
        variable: The environment variable that holds it, where it is set.
        create: The command that makes it.

    Raises:
        Refused: There is none, others can read it, or it is no key.
    """
    text, where = os.environ.get(variable, ""), f"the variable {variable}"
    if not text:
        path = key_file(name)
        where = str(path)
        if not path.is_file():
            advice = f"`{create}` makes it, or set {variable}"
            raise Refused("to sign", [f"{path} is not there: {advice}"])
        if path.stat().st_mode & 0o077:
            raise Refused("to sign", [f"others can read {path}: run `chmod 600` on it"])
        text = path.read_text()
    try:
        secret = SigningKey(bytes.fromhex(text.strip()))
    except ValueError:
        raise Refused("to sign", [f"{where} holds no key: 64 hexadecimal digits"]) from None
    return Key(secret.verify_key.encode().hex(), secret)
