"""The secret that a company's tokens are signed with: made once, readable by its owner alone."""

import os
import secrets
from pathlib import Path

from perfos.paths import key_file
from semantic.errors import SecretError

VARIABLE = "PERFOS_SEMANTIC_SECRET"
OWNER_ONLY = 0o600
SHORTEST = 32


def secret_file(company: str) -> Path:
    """Return where the secret is; no company's name has a hyphen, so it is no other key."""
    return key_file(f"{company}-semantic")


def load_secret(company: str) -> str:
    """Return the company's secret, out of the environment or its file; make it on first use.

    Raises:
        SecretError: Others can read it, or it is too short to be safe.
        OSError: It cannot be written.
    """
    where, text = f"the variable {VARIABLE}", os.environ.get(VARIABLE, "")
    if not text:
        path = secret_file(company)
        where = str(path)
        _create(path)
        if path.stat().st_mode & 0o077:
            raise SecretError(f"others can read {path}: run `chmod 600` on it")
        text = path.read_text(encoding="utf-8")
    if len(text.strip()) < SHORTEST:
        raise SecretError(f"{where} holds no secret: at least {SHORTEST} characters are needed")
    return text.strip()


def _create(path: Path) -> None:
    """Make the file unless it is there."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    if path.exists():
        return
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secrets.token_hex(SHORTEST) + "\n")
    try:
        # A link and not a rename: of two that start at once, both end with the first one's secret.
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
