"""A new rule package that can be tested and run at once."""

import re
from pathlib import Path
from string import Template

TEMPLATE = Path(__file__).parent / "template"


def new_package(target: Path, name: str) -> Path:
    """Write a package with one rule, a parameter table, a unit test and a worked example.

    Args:
        target: The folder in which its own folder is made.
        name: Its name.

    Returns:
        Its folder.

    Raises:
        ValueError: The name cannot be one.
        FileExistsError: There is such a folder, and something is in it.
    """
    if not re.fullmatch("[a-z][a-z0-9_]{0,60}", name) or "__" in name:
        raise ValueError(f"{name!r} cannot be a name: lower-case letters, digits and single _")
    folder = target / name
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} is not empty: take another name or another place")
    for source in sorted(path for path in TEMPLATE.rglob("*") if path.is_file()):
        path = folder / str(source.relative_to(TEMPLATE)).replace("NAME", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = Template(source.read_text(encoding="utf-8")).substitute(name=name)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder
