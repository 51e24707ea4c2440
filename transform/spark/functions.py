"""Functions of DuckDB's that Spark lacks; its workers import this file, and nothing besides."""

import unicodedata


def strip_accents(text: str | None) -> str | None:
    """Return a text without its accents: a function of DuckDB's that Spark lacks."""
    if text is None:
        return None
    parts = unicodedata.normalize("NFD", text)
    bare = "".join(part for part in parts if not unicodedata.category(part).startswith("M"))
    return unicodedata.normalize("NFC", bare)
