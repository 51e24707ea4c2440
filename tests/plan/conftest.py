"""A company folder whose plan is written by a test, and checked."""

import pytest

from perfos.plan.check import Scope, check_plan_files
from tests.company.conftest import Folder, folder

__all__ = ["Folder", "folder"]

PLAN = "plans/account_executive.yml"
HEAD = """\
plan: account_executive
title: Account executives
currency: EUR
valid_from: 2026-01-01
assigned: {roles: [account_executive]}
components:
"""
TIERS = "{kind: marginal, tiers: [{from: 0, rate: 0.01}, {from: 1000, rate: 0.02}]}"


def component(name="c", **more):
    """Return one component of a plan file, in one line."""
    values = {
        "id": name,
        "title": name,
        "credit": "{events: [booking]}",
        "window": "month",
        "rate": TIERS,
        **more,
    }
    return "  - {" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}\n"


@pytest.fixture
def check(folder):
    """Return a function that checks a plan of these components: severity, line, found, advice."""

    def run(*components, head=HEAD):
        folder.write(PLAN, head + "".join(components))
        found = check_plan_files(Scope(folder.path, None))
        assert all(one.file for one in found)
        return found

    return run
