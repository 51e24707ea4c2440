"""A new company folder that runs at once."""

import json
import re
from pathlib import Path
from string import Template

from perfos.company.currencies import CURRENCIES

TEMPLATE = Path(__file__).parent / "template"


def init_company(
    target: Path, name: str | None = None, currency: str = "EUR", title: str | None = None
) -> Path:
    """Write a company folder with a plan, three people and twelve deals.

    Args:
        target: The folder; new or empty.
        name: The company's name; else made from the folder's name.
        currency: ISO code of the reporting currency and of the deals.
        title: What people call the company; else made from its name.

    Returns:
        The folder.

    Raises:
        FileExistsError: The folder holds something, or is a file.
        ValueError: The name or the currency cannot be used.
    """
    target = Path(target)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(f"{target} is not empty: name a new folder")
    if currency not in CURRENCIES:
        raise ValueError(f"{currency} is not an ISO 4217 code such as EUR")
    name = _name_of(target) if name is None else name
    if not re.fullmatch("[a-z][a-z0-9_]*", name):
        raise ValueError(f"{name!r} cannot be a name: lower-case letters, digits and _ only")
    title = title or name.replace("_", " ").title()
    words = {
        "name": name,
        "currency": currency,
        "title": title,
        "quoted_title": json.dumps(title, ensure_ascii=False),
        "folder": target.name,
    }
    for source in sorted(path for path in TEMPLATE.rglob("*") if path.is_file()):
        path = target / source.relative_to(TEMPLATE)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = Template(source.read_text(encoding="utf-8")).substitute(words)
        path.write_text(text, encoding="utf-8", newline="\n")
    return target


def _name_of(folder: Path) -> str:
    """Return a name made of the letters and digits of a folder's name."""
    letters = re.sub(r"[^a-z0-9]+", "_", folder.resolve().name.lower()).strip("_")
    return letters if re.match("[a-z]", letters) else f"company_{letters}".rstrip("_")
