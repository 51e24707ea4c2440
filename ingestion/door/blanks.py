"""Blanks around a text, and texts that are nothing else."""

from ingestion.door.names import literal

# Taken off before a date or number is read, and all that a blank cell holds.
_BLANKS = " \t\r\n\u00a0\u202f\ufeff"


def trimmed(text: str) -> str:
    """Return SQL for a text without blanks around it, NULL where nothing is left."""
    # Most texts have none; to find that out costs a fifth of taking them off.
    is_trim = f"regexp_full_match({text}, '[^{_BLANKS}](?:.*[^{_BLANKS}])?')"
    return f"case when {is_trim} then {text} else nullif(trim({text}, {literal(_BLANKS)}), '') end"


def unless_blank(text: str) -> str:
    """Return SQL for a text as it came, NULL where it is blank."""
    return f"case when not regexp_full_match({text}, '[{_BLANKS}]*') then {text} end"
