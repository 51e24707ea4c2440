"""What runs in production is what is tested here."""

import json
import re

from ruamel.yaml import YAML

from perfos.cli.place import ROOT
from semantic.serve import FOLDER

CUBE = YAML(typ="safe").load(ROOT / "deploy" / "docker-compose.yml")["services"]["cube"]
PACKAGE = json.loads((FOLDER / "package.json").read_text())


def test_the_image_is_the_version_of_the_lock():
    packages = PACKAGE["dependencies"] | PACKAGE["devDependencies"]
    versions = {packages[name] for name in packages if name.startswith("@cubejs")}
    assert CUBE["image"] == f"cubejs/cube:v{versions.pop()}" and not versions


def test_every_file_that_cube_needs_is_mounted():
    mounted = {line.split(":")[0] for line in CUBE["volumes"]}
    needed, open_files = set(), ["cube"]
    while open_files:
        name = open_files.pop()
        needed.add(f"../semantic/server/{name}.js")
        text = (FOLDER / f"{name}.js").read_text()
        open_files += [one for one in re.findall(r"require\('\./(\w+)'\)", text)]
    assert needed < mounted
    assert all((ROOT / "deploy" / path).exists() for path in mounted if path.startswith(".."))


def test_ports_are_open_to_this_machine_alone():
    assert all(port.startswith("127.0.0.1:") for port in CUBE["ports"])


def test_the_lock_names_no_address():
    lock = json.loads((FOLDER / "package-lock.json").read_text())["packages"]
    assert not [name for name, one in lock.items() if "resolved" in one]
    assert all("integrity" in one for name, one in lock.items() if name)
