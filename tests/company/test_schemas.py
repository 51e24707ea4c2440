"""The published JSON Schemas are current, and say yes to what the loader says yes to."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from perfos.company.yaml_file import read_yaml
from perfos.schemas import FOLDER, schemas

PUBLISHED = Path(__file__).parents[2] / FOLDER
FILES = {
    "company": "company.yml",
    "plan": "plans/account_executive.yml",
    "sources": "sources.yml",
    "rules": "rules.yml",
}


def test_the_published_schemas_are_current():
    published = {path.name: path.read_text(encoding="utf-8") for path in PUBLISHED.glob("*.json")}
    assert published == schemas(), "run: python -m perfos.schemas"


def as_an_editor_reads(value):
    """Return a file's content with numbers and truths in place of their texts."""
    if isinstance(value, dict):
        return {key: as_an_editor_reads(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_an_editor_reads(inner) for inner in value]
    try:
        return json.loads(value)
    except ValueError:
        return value


@pytest.mark.parametrize("name", FILES)
def test_a_new_folder_fits_its_schemas(folder, name):
    data = read_yaml((folder.path / FILES[name]).read_text(encoding="utf-8")).data
    content = as_an_editor_reads(data)
    if name == "company":
        for account in content["accounts"].values():
            account["code"] = str(account["code"])
    schema = Draft202012Validator(json.loads(schemas()[f"{name}.schema.json"]))
    assert [error.message for error in schema.iter_errors(content)] == []
    unknown = {**content, "unknown": 1}
    assert any("unknown" in error.message for error in schema.iter_errors(unknown))
