"""The steps of an upgrade before its switch: each takes the candidate further, or refuses it.

A step returns what it found, for the upgrade's report.
"""

from dataclasses import asdict, replace
from functools import cached_property
from typing import Any

from packages.active import Active, active
from packages.errors import PackageError
from packages.hooks import fits, stands_on, with_overrides
from packages.parameters import with_parameters
from packages.side_by_side import with_bound
from packages.store import installed
from packages.upgrade.record import Upgrade, upgrades
from packages.upgrade.report import decide_about, report
from packages.upgrade.sandbox import connect, copy_warehouse, settle
from packages.upgrade.sealed import verify_seals
from packages.upgrade.shadow import differing, keep_digest, limit_of, rehearse, repeat, test_units
from packages.upgrade.timing import seconds_of
from packages.upgrade.worker import Worker
from perfos.company import Company
from perfos.paths import State
from transform.workspace import build_workspace


class Trial:
    """A candidate in its sandbox.

    Attributes:
        company: The company folder.
        state: The company's state; only read.
        upgrade: What is tried.
    """

    def __init__(self, company: Company, state: State, upgrade: Upgrade) -> None:
        self.company = company
        self.state = state
        self.upgrade = upgrade
        self._worker: Worker | None = None

    @property
    def worker(self) -> Worker:
        """The process that calculates the candidate; it starts with the first question."""
        if self._worker is None:
            name, place = self.upgrade.name, self.upgrade.sandbox
            self._worker = Worker(
                build_workspace(self.candidate_company, place, self.rules, shadow=name)
            )
        return self._worker

    def close(self) -> None:
        """End the candidate's process."""
        if self._worker:
            self._worker.close()
            self._worker = None

    def copy(self) -> dict[str, Any]:
        """Copy the warehouse."""
        facts = copy_warehouse(self.state, self.upgrade)
        settle(self.upgrade, self.company.config_hash, self.candidate_company.parameters)
        return facts

    def test(self) -> dict[str, Any]:
        """Build the candidate on the copy, with its tests and the ledger's of its postings."""
        name, overrides = self.upgrade.name, self._overrides()
        with connect(self.upgrade) as connection:
            usual = seconds_of(connection, name)
        limit = limit_of(usual)
        select = [f"package:{one.project}" for one in self.rules if stands_on(one, name)]
        select += ["parameter_record", *(one.name for one in self.candidate_company.parameters)]
        facts = rehearse(self.worker, select, limit)
        with connect(self.upgrade) as connection:
            keep_digest(connection, name)
        units = self._tested_before() or test_units(self.worker, name, limit)
        return {
            **facts,
            "unit_tests": units,
            "active_seconds": usual,
            "limit_seconds": limit,
            "overrides": overrides,
        }

    def check_closed_months(self) -> dict[str, Any]:
        """Verify the seals of the closed months."""
        with connect(self.upgrade) as connection:
            return {"closed_months": verify_seals(connection)}

    def shadow(self) -> dict[str, Any]:
        """Calculate once more, and make sure that the same comes of it."""
        name = self.upgrade.name
        repeat(self.worker, name, self.upgrade.found("test_candidate")["limit_seconds"])
        with connect(self.upgrade) as connection:
            keys = differing(connection, name)
        if keys:
            raise PackageError(
                f"{self.upgrade.after} is not deterministic: over the same data it wants other "
                f"postings each time, such as for {', '.join(keys)}. Look for random values, the "
                "time of day, and rows that are numbered or picked in no order"
            )
        return {"calculations": 2}

    def compare(self) -> dict[str, Any]:
        """Write the diff: lines, totals, causes, and the page."""
        self.close()
        return report(self.upgrade, self.state)

    def decide(self) -> dict[str, Any]:
        """Go on, or refuse: by what package.yml says, and by who approves."""
        return decide_about(self.upgrade, self.company.access)

    @cached_property
    def rules(self) -> tuple[Active, ...]:
        """The company's packages, with the one exchanged."""
        after = self.upgrade.after
        now = [
            replace(one, **asdict(after), folder=installed(after))
            if one.name == after.name
            else one
            for one in active(self.company, self.state)
        ]
        return with_overrides(with_bound(self.company, self.state, now))

    @cached_property
    def candidate_company(self) -> Company:
        """The company with what it sets for the candidate."""
        return with_parameters(self.company, self.rules)

    def _overrides(self) -> list[dict[str, str]]:
        """Say which models that extensions put their own in for still fit the candidate.

        Raises:
            PackageError: One does not.
        """
        upgrade = self.upgrade
        versions = (installed(upgrade.before), installed(upgrade.after))
        found = fits(active(self.company, self.state), *versions)
        wrong = [f"{one.extension} overrides {one.hook}: {one}" for one in found if not one.is_good]
        if wrong:
            raise PackageError(f"{upgrade.after} needs another extension: {'; '.join(wrong)}")
        return [asdict(one) for one in found]

    def _tested_before(self) -> int:
        """Return how many unit tests these very files passed in an earlier upgrade."""
        for earlier in upgrades(self.state):
            if earlier.after.sha256 == self.upgrade.after.sha256:
                return int(earlier.found("test_candidate").get("unit_tests", 0))
        return 0
