"""Names for the demo's people: 2,400 pairs, so that nobody shares one."""

import unicodedata
from pathlib import Path

REFERENCE = Path(__file__).parent / "reference"
FIRST = (REFERENCE / "first_names.txt").read_text(encoding="utf-8").split()
LAST = (REFERENCE / "last_names.txt").read_text(encoding="utf-8").split()


def full_name(number: int) -> str:
    """Return the name of the person with that number, counted from 0."""
    shift, first = divmod(number, len(FIRST))
    return f"{FIRST[first]} {LAST[(first * 7 + shift) % len(LAST)]}"


def email(name: str) -> str:
    """Return an address for a name, without its accents."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return f"{plain.lower().replace(' ', '.')}@demo-industries.example"
