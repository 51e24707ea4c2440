"""docker-compose.yml: by its specification, without secrets, closed to other machines."""

import re

import pytest

from tests.deploy.files import COMPOSE, DEPLOY, compose, example, instructions, specified

SERVICES = compose()
WRONG = [
    ("interval: 5s", "intervall: 5s"),
    ("interval: 5s", "interval: often"),
    ("condition: service_healthy", "condition: service_happy"),
    ('"127.0.0.1:3000:3000"', '"127.0.0.1:3000:http"'),
]


@pytest.mark.parametrize("right, wrong", WRONG)
def test_the_specification_finds_mistakes(right, wrong):
    text = COMPOSE.read_text()
    assert right in text and specified(text)
    with pytest.raises(ValueError):
        specified(text.replace(right, wrong, 1))


def test_there_is_a_service_for_each_part():
    assert set(SERVICES) == {"postgres", "code", "webserver", "daemon", "cube", "dashboards"}
    assert all("healthcheck" in service for service in SERVICES.values())


def test_every_variable_is_in_the_example_or_has_a_default():
    variables = re.findall(r"\$\{(\w+)(:-)?", COMPOSE.read_text())
    assert {name for name, default in variables if not default} == set(example())


def test_no_secret_is_in_a_file():
    secret = re.compile(r"(?i)(password|secret|key)$")
    given = [
        (name, value)
        for service in SERVICES.values()
        for name, value in service.get("environment", {}).items()
        if secret.search(name)
    ]
    assert len(given) > 5 and all(value in example().values() for _, value in given), given
    lines = (DEPLOY / "example.env").read_text().splitlines()
    assert all(line.endswith("=") for line in lines if line and not line.startswith("#"))


def test_ports_are_open_to_this_machine_alone():
    ports = [str(port) for one in SERVICES.values() for port in one.get("ports", [])]
    assert len(ports) == 4 and all(port.startswith("127.0.0.1:") for port in ports)


def test_a_service_is_healthy_where_it_listens():
    for name, port in {"code": 4266, "webserver": 3000, "cube": 4000, "dashboards": 8050}.items():
        assert str(port) in " ".join(SERVICES[name]["healthcheck"]["test"])
        assert name == "cube" or str(port) in SERVICES[name]["command"]


def test_who_calculates_sees_the_state_and_who_reads_cannot_write_it():
    volumes = {name: one.get("volumes", []) for name, one in SERVICES.items()}
    writing = {name for name, ones in volumes.items() if "state:/srv/perfos/state" in ones}
    assert writing == {"code", "dashboards"}
    assert "state:/state:ro" in volumes["cube"]
    assert all(f"./perfos_company_folder:{folder('COMPANY')}:ro" in volumes[one] for one in writing)


def folder(name):
    """Return the folder that the image names for the company or its data."""
    rest = next(rest for word, rest in instructions() if f"PERFOS_{name}=" in rest)
    return re.search(rf"PERFOS_{name}=(\S+)", rest)[1]
