"""A small rule package, and a company that wants it."""

from pathlib import Path

import pytest

from perfos.company import Company, load_company
from perfos.company.init import init_company


def write_package(folder: Path, name: str = "bonus", version: str = "1.0.0", **files: str) -> Path:
    """Write a package of one model into a folder; return the folder."""
    content = {
        "package.yml": f"name: {name}\nversion: {version}\nrequires: {{core: '>=1.0.0,<2.0.0'}}\n",
        "dbt_project.yml": f"name: {name}\nversion: {version}\nconfig-version: 2\n",
        f"models/{name}__postings.sql": "select 1 as one\n",
        **files,
    }
    for path, text in content.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return the folder of the package `bonus` 1.0.0."""
    return write_package(tmp_path / "bonus")


@pytest.fixture
def company_folder(tmp_path: Path) -> Path:
    """Return a company folder as `perfos init` makes it."""
    return init_company(tmp_path / "acme")


def wants(folder: Path, rules: str) -> Company:
    """Give a company folder another rules.yml and return the company."""
    (folder / "rules.yml").write_text(rules)
    return load_company(folder)
