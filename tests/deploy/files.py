"""The files of deploy/ as their programs read them."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pathspec
from compose_spec import PyCompose
from ruamel.yaml import YAML

from tests.tidy.tree import ROOT, repo_files

DEPLOY = ROOT / "deploy"
COMPOSE = DEPLOY / "docker-compose.yml"
DOCKERFILE = DEPLOY / "Dockerfile"
VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


def example() -> dict[str, str]:
    """Return the variables of example.env; each has a value that tells which it is."""
    lines = (DEPLOY / "example.env").read_text().splitlines()
    names = [line.removesuffix("=") for line in lines if line and not line.startswith("#")]
    return {name: f"./{name.lower()}" for name in names}


def interpolated(text: str, variables: dict[str, str]) -> str:
    """Return the text as Compose reads it: variables replaced, or their defaults taken.

    Raises:
        KeyError: A variable has no value and no default.
    """

    def value(match: re.Match[str]) -> str:
        name, kind, default = match.groups()
        return variables.get(name) or (default if kind == "-" else variables[name])

    return VARIABLE.sub(value, text)


def compose() -> dict[str, Any]:
    """Return the services of docker-compose.yml by name, validated and merged."""
    return specified(COMPOSE.read_text())


def specified(text: str) -> dict[str, Any]:
    """Return the services of a Compose file's text by name.

    Raises:
        ValueError: The Compose specification does not allow it.
    """
    merged = YAML(typ="safe").load(interpolated(text, example()))
    read = PyCompose.from_json(json.dumps(merged))
    read.validate()
    services: dict[str, Any] = read.to_dict()["services"]
    return services


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the Dockerfile: word and rest, continued lines joined."""
    text = re.sub(r"^\s*#.*\n", "", DOCKERFILE.read_text(), flags=re.MULTILINE)
    lines = re.sub(r"\s*\\\n\s*", " ", text).splitlines()
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines) if word]


def context() -> list[Path]:
    """Return the files that .dockerignore lets into an image, relative to the repository."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    ignored = pathspec.GitIgnoreSpec.from_lines(lines)
    return [Path(path) for path in repo_files() if not ignored.match_file(path)]


def image_tree(folder: Path) -> Path:
    """Copy what an image holds of the repository into a folder, and return that."""
    for path in context():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    return folder
