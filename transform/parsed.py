"""Projects that dbt has parsed before, for the next company whose program is the same.

Parsing three hundred models takes five seconds. `perfos plan test`, what-ifs and trials of packages
make a new workspace each time; all that differs between two companies with the same packages is
what is generated for them. So dbt's own partial parsing begins with what it has made of another
workspace. Paths in it are relative to the workspace.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from platformdirs import user_cache_path

from transform.fingerprint import program

REMEMBERED = "partial_parse.msgpack"
KEPT = 50


class Parsed:
    """What dbt remembers of one workspace, and of all programs parsed by this user.

    Args:
        project: The workspace's folder.
        target: Where dbt remembers.
    """

    def __init__(self, project: Path, target: Path) -> None:
        self.own = target / REMEMBERED
        # All of the program counts, so that nobody can lend another.
        self._known = user_cache_path("perfos") / "parsed" / f"{program(project)}.msgpack"

    def borrow(self) -> None:
        """Begin with what was made of another workspace of this program, where there is nothing."""
        # Whatever is wrong with a cache, dbt can still parse everything.
        with suppress(OSError):
            if not self.own.exists() and self._known.is_file():
                self.own.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(self._known, self.own)
                os.utime(self._known)

    def lend(self) -> None:
        """Keep what dbt remembers for the next workspace of this program, unless one did before."""
        known = self._known
        if known.exists() or not self.own.is_file():
            return
        with suppress(OSError):
            known.parent.mkdir(parents=True, exist_ok=True)
            written = known.with_name(f"{uuid4().hex}.new")
            shutil.copyfile(self.own, written)
            written.replace(known)
            for old in sorted(known.parent.glob("*.msgpack"), key=os.path.getmtime)[:-KEPT]:
                old.unlink()

    def forget(self) -> None:
        """Let dbt parse everything."""
        self.own.unlink(missing_ok=True)
