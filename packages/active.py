"""Which folder of which version a company's rule packages are calculated from."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from packages.about import About, about
from packages.archive import hash_of
from packages.errors import PackageError
from packages.history import record
from packages.lock import Pin, changing, read_lock
from packages.store import install, installed
from packages.tree import Tree, read_tree
from perfos.company import Company
from perfos.company.rules import BUNDLED, FILE, Wanted, admits, specifier
from perfos.paths import State
from transform.workspace import RULES, RulePackage

RECORDED = ("name", "version", "sha256", "signer")


@dataclass(frozen=True)
class Active(RulePackage):
    """A rule package as a run uses it.

    Attributes:
        sha256: Hash of its archive.
        signer: See `Pin`.
        source: See `Pin`.
    """

    sha256: str
    signer: str
    source: str

    @property
    def record(self) -> dict[str, str]:
        """What the run log, seals and snapshots say of it."""
        return {name: getattr(self, name) for name in RECORDED}


def active(company: Company, state: State) -> tuple[Active, ...]:
    """Return the packages that a run of the company would use now; nothing is written.

    Raises:
        PackageError: One of them is not to be had, or is not what was pinned.
    """
    pins = read_lock(state)
    return tuple(active_one(company, wanted, pins) for wanted in company.rules.packages)


def pin_bundled(company: Company, state: State) -> None:
    """Pin what ships with the program for packages without a pin, and keep a copy of it.

    From then on a new release of the program pays as the old one did, until somebody upgrades.

    Raises:
        PackageError: What ships cannot be used.
    """
    missing = [one for one in _pinnable(company) if one.name not in read_lock(state)]
    if not missing:
        return
    with changing(state) as pins:
        for wanted in missing:
            found = _bundled(wanted)
            if found:
                tree, what = found
                _, digest = install(tree, what)
                pin = Pin(what.name, what.version, digest, BUNDLED, BUNDLED)
                if pins.setdefault(pin.name, pin) is pin:
                    record(state, "pinned", pin, "the first run")


def _pinnable(company: Company) -> Iterator[Wanted]:
    for wanted in company.rules.packages:
        if wanted.path is None and wanted.version != BUNDLED:
            yield wanted


def active_one(company: Company, wanted: Wanted, pins: dict[str, Pin]) -> Active:
    """Return one package that a run of the company would use now."""
    if wanted.path is not None:
        folder = (company.folder / wanted.path).resolve()
        return _as_it_stands(wanted.name, folder, "path", wanted.path)
    if wanted.version == BUNDLED:
        return _as_it_stands(wanted.name, RULES / wanted.name, BUNDLED, BUNDLED)
    pin = pins.get(wanted.name)
    if pin:
        _in_range(wanted, pin)
        return Active(folder=installed(pin), **asdict(pin))
    if _bundled(wanted):
        return _as_it_stands(wanted.name, RULES / wanted.name, BUNDLED, BUNDLED)
    raise PackageError(
        f"no version of {wanted.name} is pinned, and none that ships with the program is "
        f"{wanted.version}: `perfos package add {wanted.name}` looks for one in the registries"
    )


def _in_range(wanted: Wanted, pin: Pin) -> None:
    if not specifier(wanted.version or "").contains(pin.version, prereleases=True):
        raise PackageError(
            f"{FILE} asks for {wanted.name} {wanted.version}, and {pin.version} is pinned: "
            f"`perfos upgrade {wanted.name} --to VERSION` takes another one, or widen the range"
        )


def bundled(name: str) -> tuple[Tree, About] | None:
    """Return the package of that name that ships with the program, if there is one."""
    there = (RULES / name / "package.yml").is_file()
    return _read(name, RULES / name) if there else None


def _bundled(wanted: Wanted) -> tuple[Tree, About] | None:
    found = bundled(wanted.name)
    return found if found and admits(wanted.version or "", found[1].version) else None


def _as_it_stands(name: str, folder: Path, signer: str, source: str) -> Active:
    tree, what = _read(name, folder)
    return Active(name, what.version, folder, hash_of(tree), signer, source)


def _read(name: str, folder: Path) -> tuple[Tree, About]:
    tree = read_tree(folder)
    what = about(tree)
    if what.name != name:
        raise PackageError(f"{FILE} asks for {name}, and {folder} holds {what.name}")
    return tree, what
