"""Secrets of sources: dlt keeps them, they are looked up while loading, and errors hide them."""

from typing import Any

import dlt

from ingestion.errors import LoadError


def variable(source: str, name: str) -> str:
    """Return the environment variable that sets a secret or setting of a source."""
    return f"SOURCES__{source.upper()}__{name.upper()}"


def secret(source: str, name: str, where: str, what: str) -> str:
    """Return a secret of a source, from the environment or another provider of dlt.

    Args:
        source: Name of the source.
        name: Name of the secret.
        where: What an error calls what needs it.
        what: What the secret is, and how it may look.

    Raises:
        LoadError: It is not set.
    """
    found = optional_secret(source, name)
    if not found:
        raise LoadError(
            f"{where}: {what} is not set. Set the environment variable {variable(source, name)}"
        )
    return found


def optional_secret(source: str, name: str) -> str | None:
    """Return a secret of a source, or None where it is not set.

    No type is asked for: dlt would take the secret for a text, and write it into its trace.
    """
    found: Any = dlt.secrets.get(f"sources.{source}.{name}")
    return None if found in (None, "") else str(found)


def setting(source: str, name: str) -> str | None:
    """Return a setting of a source that is no secret, or None where it is not set."""
    found: Any = dlt.config.get(f"sources.{source}.{name}", str)
    return found or None
