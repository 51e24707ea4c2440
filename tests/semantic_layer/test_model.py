"""The model's files: nothing is open by mistake, and everything is said that a reader needs."""

import re

import pytest

from semantic.catalogue import PAGE, page
from semantic.model_files import cubes, views
from semantic.tokens import GROUPS

CUBES, VIEWS = cubes(), views()
BY_CUBE = pytest.mark.parametrize("cube", CUBES.values(), ids=CUBES)
BY_VIEW = pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
KNOWN = {"rep", "manager", *(group for groups in GROUPS.values() for group in groups)}
PAY = {"earning", "statement_line", "payee_balance", "contest_prize", "leaderboard"}


def members(part):
    """Return the dimensions and measures of a cube."""
    return [*part.get("dimensions", []), *part.get("measures", [])]


@BY_CUBE
def test_a_cube_is_private_and_locked(cube):
    assert cube["public"] is False
    assert cube["access_policy"] == [{"group": "*", "member_level": {"includes": []}}]


@BY_VIEW
def test_a_view_has_a_policy_for_known_groups(view):
    assert view["access_policy"]
    for policy in view["access_policy"]:
        groups = policy.get("groups") or [policy["group"]]
        assert "member_level" in policy
        assert groups and set(groups) <= KNOWN


@BY_VIEW
def test_who_may_not_see_all_has_a_row_filter(view):
    """Of what says who is paid what, a rep sees rows of the rep, and a manager of the team."""
    roots = {part["join_path"].split(".")[0] for part in view["cubes"]}
    for policy in view["access_policy"]:
        groups = set(policy.get("groups") or [policy["group"]])
        if groups & {"rep", "manager"} and view["name"] != "periods":
            (one,) = policy["row_level"]["filters"]
            claim = "person" if groups == {"rep"} else "team"
            assert claim in str(one["values"]) and len(groups) == 1
        if "revops" in groups:
            assert not roots & (PAY | {"ledger_entries", "contract_cost_schedule"})


@BY_CUBE
def test_everything_is_described(cube):
    assert cube["title"] and cube["description"].startswith("One row per ")
    for member in members(cube):
        if member.get("public", True):
            assert member["title"] and member["description"].endswith("."), member["name"]
    for measure in cube.get("measures", []):
        assert measure["meta"]["definition"] >= 1


@BY_CUBE
def test_drill_members_are_members(cube):
    names = {member["name"] for member in members(cube)}
    for measure in cube.get("measures", []):
        assert set(measure.get("drill_members", [])) <= names, measure["name"]


@BY_CUBE
def test_a_cube_names_the_tables_that_it_reads(cube):
    """A view that a snapshot has no table for is left out; this is how the server knows."""
    source = cube.get("sql") or f"from {cube['sql_table']}"
    assert set(re.findall(r"(?:from|join) (\w+\.\w+)", source)) == set(cube["meta"]["tables"])


@BY_CUBE
def test_no_amount_becomes_a_float(cube):
    for measure in cube.get("measures", []):
        text = str(measure.get("sql", ""))
        assert measure["type"] in ("sum", "count", "number"), "an average is floating point"
        assert "/" not in text or "as decimal" in text, measure["name"]


def test_the_catalogue_is_current():
    assert PAGE.read_text() == page(), "run `python -m semantic.catalogue`"
