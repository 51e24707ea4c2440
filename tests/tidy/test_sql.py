"""SQL is the program: exact numbers, a stated grain, and models that fit on a screen."""

import re

import pytest
from ruamel.yaml import YAML

from tests.tidy.tree import MODELS, ROOT, assert_none, files, text

MODEL_LINES = 100
FLOAT = re.compile(r"\b(float|float4|float8|double|real)\b|\b\d+(\.\d+)?e[+-]?\d+\b", re.IGNORECASE)
COMMENT = re.compile(r"\{#.*?#\}|--[^\n]*", re.DOTALL)


def described():
    """Return {(folder, model): description} of every model that a YAML file beside it names."""
    found = {}
    for path in files("transform/models/**/*.yml", "rules/*/models/**/*.yml"):
        content = YAML(typ="safe").load(ROOT / path) or {}
        for model in content.get("models", []):
            found[path.parent, model["name"]] = " ".join(model.get("description", "").split())
    return found


def test_models_exist():
    """Without this, a moved folder would make every rule below pass on nothing."""
    assert files(*MODELS), f"No model found under {MODELS}: correct the patterns in tree.py."


def test_no_floating_point():
    paths = files(*MODELS, "transform/macros/**/*.sql", "rules/*/macros/**/*.sql")
    assert_none(
        (
            f"{path}: {line.strip()}"
            for path in paths
            for line in COMMENT.sub("", text(path)).splitlines()
            if FLOAT.search(line)
        ),
        "Money and rates are DECIMAL from source to ledger: cast to decimal(28, 6) or (28, 10).",
    )


@pytest.mark.parametrize("line", ["cast(x as double)", "x::FLOAT", "amount * 1e-2"])
def test_floating_point_would_be_found(line):
    assert FLOAT.search(line)


def test_models_are_short():
    lengths = {path: len(text(path).splitlines()) for path in files(*MODELS)}
    assert_none(
        (f"{path}: {n} lines" for path, n in lengths.items() if n > MODEL_LINES),
        f"A model has about 80 lines, {MODEL_LINES} at most: make a step of it a model.",
    )


def test_models_state_their_grain():
    known = described()
    assert_none(
        (
            f"{path}: {known.get((path.parent, path.stem), 'no description in its folder')[:60]}"
            for path in files(*MODELS)
            if not known.get((path.parent, path.stem), "").startswith("One row per ")
        ),
        "Describe it in a .yml of the same folder; the first words are 'One row per ...'.",
    )


def test_descriptions_have_their_model():
    present = {(path.parent, path.stem) for path in files(*MODELS)}
    assert_none(
        (f"{folder}: {name}" for folder, name in described() if (folder, name) not in present),
        "The YAML describes a model that is not in its folder: remove or move the entry.",
    )


def test_models_end_in_final():
    assert_none(
        (
            str(path)
            for path in files(*MODELS)
            if not COMMENT.sub("", text(path)).rstrip().endswith("select * from final")
        ),
        "Name the last CTE `final` and end with `select * from final`.",
    )
