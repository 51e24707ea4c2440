"""The files that describe the project agree with each other."""

import json
import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from ruamel.yaml import YAML, YAMLError

from tests.tidy.tree import ROOT, assert_none, files, text

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def test_lock_holds_every_dependency():
    lock = (ROOT / "requirements.lock").read_text()
    locked = {
        canonicalize_name(name): version
        for name, version in re.findall(r"^([\w.-]+)(?:\[.*?\])?==([^\s;]+)", lock, re.MULTILINE)
    }
    extras = PROJECT["optional-dependencies"].values()
    wanted = [Requirement(line) for part in (PROJECT["dependencies"], *extras) for line in part]
    assert_none(
        (
            f"{need}: {locked.get(canonicalize_name(need.name), 'not in the lock')}"
            for need in wanted
            if not need.specifier.contains(locked.get(canonicalize_name(need.name), "0.dev0"), True)
            or canonicalize_name(need.name) not in locked
        ),
        "pyproject.toml and requirements.lock disagree: run `make lock`.",
    )


def test_lock_has_a_hash_for_every_package():
    lock = (ROOT / "requirements.lock").read_text()
    packages = re.split(r"\n(?=[A-Za-z0-9])", lock)
    assert_none(
        (
            part.splitlines()[0]
            for part in packages
            if "==" in part and "--hash=sha256:" not in part
        ),
        "Make the lock with `make lock`, which asks for hashes.",
    )


def test_changelog_covers_the_version():
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    named = [
        head for head in headings if re.search(rf"unreleased|{PROJECT['version']}", head, re.I)
    ]
    assert named, f"CHANGELOG.md needs a section `## Unreleased` or `## {PROJECT['version']}`."


def broken(path):
    """Return what is wrong with a YAML or JSON file; None when it can be read."""
    try:
        if path.suffix == ".json":
            json.loads(text(path))
        else:
            list(YAML(typ="safe").load_all(text(path)))
    except (ValueError, YAMLError) as problem:
        return f"{path}: {' '.join(str(problem).split())[:120]}"
    return None


def test_yaml_and_json_can_be_read():
    paths = files("*.yml", "*.yaml", "*.json")
    assert_none(filter(None, map(broken, paths)), "Mend the syntax.")


def test_actions_are_pinned():
    pinned = re.compile(r"@[0-9a-f]{40}\s+# v\d")
    assert_none(
        (
            f"{path}: {line.strip()}"
            for path in files(".github/workflows/*")
            for line in text(path).splitlines()
            if "uses:" in line and not pinned.search(line)
        ),
        "A tag can be moved: pin the action to a commit and name its version in a comment.",
    )


def test_workflow_calls_make_targets_that_exist():
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    called = {
        target
        for path in files(".github/workflows/*", ".ci/*", "*.md")
        for target in re.findall(r"(?:^|`|run: )make ([a-z][\w-]*)", text(path), re.MULTILINE)
    }
    assert_none(sorted(called - targets), "The Makefile has no such target: add it or rename it.")
