"""The pod of a run as dagster-k8s builds it from our values for the chart."""

import json
from unittest.mock import Mock

import dagster as dg
import kubernetes_validate
import pytest
from dagster import DagsterRun
from dagster._config import process_config, resolve_to_config_type
from dagster._core.code_pointer import ModuleCodePointer
from dagster._core.instance.config import dagster_instance_config_schema
from dagster._core.launcher import LaunchRunContext
from dagster._core.origin import JobPythonOrigin, RepositoryPythonOrigin
from dagster_k8s import K8sRunLauncher
from kubernetes.client import ApiClient
from ruamel.yaml import YAML

from tests.deploy.chart import (
    COMPANY,
    VALUES,
    container_context,
    instance_config,
    launcher_config,
)
from tests.deploy.files import DEPLOY, instructions

IMAGE = f"{COMPANY['image']['repository']}:{COMPANY['image']['tag']}"
KUBE = {
    "apiVersion": "v1",
    "kind": "Config",
    "current-context": "none",
    "clusters": [{"name": "none", "cluster": {"server": "https://127.0.0.1:1"}}],
    "contexts": [{"name": "none", "context": {"cluster": "none", "user": "none"}}],
    "users": [{"name": "none", "user": {}}],
}


@pytest.fixture
def job(tmp_path):
    """Launch a run and return the job that Kubernetes would be asked for, as JSON."""
    (tmp_path / "kube").write_text(json.dumps(KUBE))
    config = launcher_config() | {"kubeconfig_file": str(tmp_path / "kube")}
    schema = resolve_to_config_type(K8sRunLauncher.config_type())
    read = process_config(schema, config)
    assert read.success, read.errors
    cluster = Mock()
    launcher = K8sRunLauncher(**read.value, k8s_client_batch_api=cluster)
    location = RepositoryPythonOrigin(
        executable_path="python",
        code_pointer=ModuleCodePointer("orchestration.definitions", "defs", None),
        container_image=IMAGE,
        container_context=container_context(),
        entry_point=["dagster"],
    )
    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        launcher.register_instance(instance)
        run = instance.add_run(
            DagsterRun(
                job_name="calculate_commissions",
                run_id="5f9c0d2e-0000-4000-8000-000000000001",
                job_code_origin=JobPythonOrigin("calculate_commissions", location),
            )
        )
        launcher.launch_run(LaunchRunContext(dagster_run=run, workspace=None))
    (call,) = cluster.create_namespaced_job.call_args_list
    return ApiClient().sanitize_for_serialization(call.kwargs["body"])


def test_a_run_is_one_pod_with_the_state_of_its_company(job):
    kubernetes_validate.validate(job, "1.37", strict=True)
    template = job["spec"]["template"]
    pod, (container,) = template["spec"], template["spec"]["containers"]
    assert container["image"] == IMAGE
    assert container["args"][:3] == ["dagster", "api", "execute_run"]
    assert job["spec"]["backoffLimit"] == 0 and pod["restartPolicy"] == "Never"
    claims = [
        volume["persistentVolumeClaim"]["claimName"]
        for volume in pod["volumes"]
        if "persistentVolumeClaim" in volume
    ]
    assert claims == ["perfos-acme-state"]
    mounts = {mount["name"]: mount["mountPath"] for mount in container["volumeMounts"]}
    assert mounts["state"] == dict(image_settings())["PERFOS_HOME"]
    assert {one["secretRef"]["name"] for one in container["envFrom"] if "secretRef" in one} == {
        "perfos-acme"
    }
    assert {"name": "PERFOS_MEMORY", "value": "4GB"} in container["env"]


def test_a_run_goes_where_the_volume_is_and_takes_its_own_memory(job):
    template = job["spec"]["template"]
    (term,) = template["spec"]["affinity"]["podAffinity"][
        "requiredDuringSchedulingIgnoredDuringExecution"
    ]
    label = "performance-os/company"
    assert term["matchLabelKeys"] == [label]
    assert template["metadata"]["labels"][label] == COMPANY["labels"][label] == "acme"
    resources = template["spec"]["containers"][0]["resources"]
    assert resources == {"limits": {"memory": "8Gi"}, "requests": {"cpu": "2", "memory": "8Gi"}}
    assert template["spec"]["securityContext"]["fsGroup"] == 10001


def test_the_instance_of_the_chart_is_valid_and_runs_of_a_company_queue(monkeypatch):
    monkeypatch.setenv("DAGSTER_PG_PASSWORD", "any")
    config = instance_config()
    schema = dagster_instance_config_schema()
    for part in config:
        read = process_config(resolve_to_config_type({part: schema[part]}), {part: config[part]})
        assert read.success, read.errors
    queue = config["run_coordinator"]["config"]["tag_concurrency_limits"]
    ours = YAML(typ="safe").load(DEPLOY / "dagster.yaml")
    assert queue == ours["concurrency"]["runs"]["tag_concurrency_limits"]
    scheme = ours["storage"]["postgres"]["postgres_db"]["scheme"]
    assert VALUES["postgresql"]["postgresqlScheme"] == scheme


def image_settings():
    """Yield the variables that the image sets."""
    for word, rest in instructions():
        if word == "ENV":
            yield from (pair.split("=", 1) for pair in rest.split())
