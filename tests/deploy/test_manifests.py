"""The manifests beside the chart: by the schema of Kubernetes, and as Compose has the services."""

import json

import kubernetes_validate
import pytest
from ruamel.yaml import YAML

from tests.deploy.chart import COMPANY
from tests.deploy.files import DEPLOY, compose

MANIFESTS = [
    manifest
    for path in sorted((DEPLOY / "kubernetes").glob("*.yaml"))
    for manifest in YAML(typ="safe").load_all(path)
]
PODS = {
    one["metadata"]["name"].removeprefix("perfos-acme-"): one["spec"]["template"]["spec"]
    for one in MANIFESTS
    if one["kind"] == "Deployment"
}


def test_manifests_are_valid_and_a_mistake_is_found():
    assert {one["kind"] for one in MANIFESTS} == {"Deployment", "Service", "PersistentVolumeClaim"}
    for manifest in MANIFESTS:
        kubernetes_validate.validate(manifest, "1.37", strict=True)
    wrong = json.loads(json.dumps(MANIFESTS[0]))
    wrong["spec"]["replica"] = 1
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, "1.37", strict=True)


@pytest.mark.parametrize("name", ["cube", "dashboards"])
def test_a_pod_is_the_service_of_compose(name):
    """What Compose sets is set here, too, or in the secret; ports and commands are the same."""
    (container,) = PODS[name]["containers"]
    service = compose()[name]
    ports = {str(port["containerPort"]) for port in container["ports"]}
    assert ports == {str(port).rsplit(":", 1)[1] for port in service["ports"]}
    assert container.get("command") == service.get("command")
    secret = {"PERFOS_SEMANTIC_SECRET"} if "envFrom" in container else set()
    needed = {one for one in service["environment"] if one.startswith(("DAGSTER_", "CUBEJS_"))}
    assert needed <= {one["name"] for one in container["env"]} | secret
    assert PODS[name]["volumes"][0]["persistentVolumeClaim"]["claimName"] == "perfos-acme-state"


def test_services_lead_to_pods():
    labels = [one["spec"]["template"]["metadata"]["labels"] for one in MANIFESTS if is_pod(one)]
    for service in (one for one in MANIFESTS if one["kind"] == "Service"):
        assert service["spec"]["selector"] in labels
    urls = {one["value"] for one in COMPANY["env"] if "URL" in one["name"]}
    assert urls == {"http://perfos-acme-cube:4000"}


def is_pod(manifest):
    return manifest["kind"] == "Deployment"
