"""What the official Dagster chart makes of our values, as far as a run's pod depends on it.

The chart itself cannot be rendered here. It hands these values to dagster-k8s and to Kubernetes
under names in snake case; dagster-k8s builds the pod of a run from them, and that code runs here.
"""

from typing import Any

from ruamel.yaml import YAML

from tests.deploy.files import DEPLOY

VALUES: dict[str, Any] = YAML(typ="safe").load(DEPLOY / "helm" / "values.yaml")
COMPANY: dict[str, Any] = VALUES["dagster-user-deployments"]["deployments"][0]
LAUNCHER: dict[str, Any] = VALUES["runLauncher"]["config"]["k8sRunLauncher"]


def launcher_config() -> dict[str, Any]:
    """Return the configuration of the launcher in the chart's dagster.yaml."""
    run = LAUNCHER["runK8sConfig"]
    return {
        "load_incluster_config": False,
        "job_namespace": "default",
        "image_pull_policy": LAUNCHER["imagePullPolicy"],
        "service_account_name": "dagster",
        "dagster_home": VALUES["global"]["dagsterHome"],
        "instance_config_map": "dagster-instance",
        "postgres_password_secret": VALUES["global"]["postgresqlSecretName"],
        "security_context": LAUNCHER["securityContext"],
        "fail_pod_on_run_failure": LAUNCHER["failPodOnRunFailure"],
        "run_k8s_config": {
            "container_config": run["containerConfig"],
            "pod_spec_config": run["podSpecConfig"],
            "job_spec_config": run["jobSpecConfig"],
        },
    }


def container_context() -> dict[str, Any]:
    """Return what runs inherit of the code location (`includeConfigInLaunchedRuns`)."""
    return {
        "k8s": {
            "image_pull_policy": COMPANY["image"]["pullPolicy"],
            "env_config_maps": [f"dagster-{COMPANY['name']}-user-env"],
            "env_secrets": [one["name"] for one in COMPANY["envSecrets"]],
            "volume_mounts": COMPANY["volumeMounts"],
            "volumes": COMPANY["volumes"],
            "labels": COMPANY["labels"],
            **({"resources": COMPANY["resources"]} if "resources" in COMPANY else {}),
            "namespace": "default",
            "service_account_name": "dagster-user-deployments",
            "env": COMPANY["env"],
        }
    }


def instance_config() -> dict[str, Any]:
    """Return the storage and the queue of the chart's dagster.yaml."""
    postgres = VALUES["postgresql"]
    queue = VALUES["dagsterDaemon"]["runCoordinator"]["config"]["queuedRunCoordinator"]
    return {
        "storage": {
            "postgres": {
                "postgres_db": {
                    "username": postgres["postgresqlUsername"],
                    "password": {"env": "DAGSTER_PG_PASSWORD"},
                    "hostname": postgres["postgresqlHost"],
                    "db_name": postgres["postgresqlDatabase"],
                    "port": postgres["service"]["port"],
                    "scheme": postgres["postgresqlScheme"],
                }
            }
        },
        "run_coordinator": {
            "module": "dagster._core.run_coordinator",
            "class": "QueuedRunCoordinator",
            "config": {
                "max_concurrent_runs": queue["maxConcurrentRuns"],
                "dequeue_interval_seconds": queue["dequeueIntervalSeconds"],
                "tag_concurrency_limits": queue["tagConcurrencyLimits"],
            },
        },
    }
