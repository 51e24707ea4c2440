"""rules.lock in a company's state: the version of each rule package that calculates its pay."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from filelock import FileLock

from packages.errors import PackageError
from perfos.files import replace_text
from perfos.paths import State

FORMAT = "perfos-lock-1"


@dataclass(frozen=True)
class Pin:
    """One version of a rule package, bound to its bytes.

    Attributes:
        name: Name of the package.
        version: Its version.
        sha256: Hash of its archive, in hexadecimal digits.
        signer: Who signed it, by the name that the company gives; `bundled` if it came with the
            program, `path` if it is a folder of the company's own.
        source: Where it came from.
    """

    name: str
    version: str
    sha256: str
    signer: str
    source: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


def read_lock(state: State) -> dict[str, Pin]:
    """Return the pin of each package; nothing before the first run.

    Raises:
        PackageError: The file is damaged.
    """
    try:
        content = json.loads(state.rules_lock.read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise ValueError(f"its format is {content['format']}, not {FORMAT}")
        return {pin["name"]: Pin(**pin) for pin in content["packages"]}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError) as error:
        raise PackageError(
            f"{state.rules_lock} is damaged ({error}): restore it from a backup, or write what "
            "`perfos snapshot list --json` says that the last run used"
        ) from error


def write_lock(state: State, pins: dict[str, Pin]) -> None:
    """Replace all pins in one step: a reader sees those before or these, and so does a crash."""
    packages = [asdict(pins[name]) for name in sorted(pins)]
    content = {"format": FORMAT, "packages": packages}
    replace_text(state.rules_lock, json.dumps(content, indent=1) + "\n")


@contextmanager
def changing(state: State) -> Iterator[dict[str, Pin]]:
    """Yield the pins to be changed, and write them when the block ends without an error.

    Two that change them at once wait for each other.
    """
    state.folder.mkdir(parents=True, exist_ok=True)
    with FileLock(state.folder / "rules.guard"):
        pins = read_lock(state)
        before = dict(pins)
        yield pins
        if pins != before:
            write_lock(state, pins)
