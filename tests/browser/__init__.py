"""The browser of the tests: the machine's own, or the one that `make browser` installs."""

import os
import shutil
from pathlib import Path

HERE = Path(__file__).parent / "node_modules" / ".browser"
MISSING = (
    "no browser: run `make browser`, install chromium (Debian: apt-get install chromium), or set "
    "PERFOS_CHROMIUM to its path"
)


def find() -> tuple[str, dict[str, str]] | None:
    """Return the program and its environment; None where there is no browser."""
    own = os.environ.get("PERFOS_CHROMIUM") or shutil.which("chromium")
    if own:
        return own, dict(os.environ)
    program = HERE / "chromium"
    if not program.is_file():
        return None
    paths = [os.environ.get("LD_LIBRARY_PATH", ""), str(HERE / "lib")]
    return str(program), {**os.environ, "LD_LIBRARY_PATH": ":".join(filter(None, paths))}
