"""The models that gather what all packages of metrics compute, and what it means."""

from collections.abc import Sequence

from perfos.metrics.definition import FILE
from transform.rule_package import RulePackage

VALUE = {
    "span": "varchar",
    "period": "varchar",
    "known_on": "date",
    "level": "varchar",
    "member": "varchar",
    "metric": "varchar",
    "variant": "varchar",
    "value": "decimal(28, 10)",
}
DEFINITION = {
    "metric": "varchar",
    "variant": "varchar",
    "version": "integer",
    "unit": "varchar",
    "better": "varchar",
    "follows": "varchar",
    "is_additive": "boolean",
    "is_default": "boolean",
}


def metric_models(packages: Sequence[RulePackage]) -> dict[str, str]:
    """Return the SQL of both models by name.

    Args:
        packages: The rule packages; those with a metrics.yml have `metric` and `definition`.
    """
    return {
        "metric_value": _gathered(packages, "metric", VALUE),
        "metric_definition": _gathered(packages, "definition", DEFINITION),
    }


def _gathered(packages: Sequence[RulePackage], model: str, columns: dict[str, str]) -> str:
    nothing = [f"cast(null as {kind}) as {name}" for name, kind in columns.items()]
    selects = [(["cast(null as varchar) as package", *nothing], "where false")]
    for one in sorted(packages, key=lambda package: package.project):
        if (one.folder / FILE).is_file() and not one.only:
            source = f"from {{{{ ref('{one.project}', '{model}') }}}}"
            selects.append(([f"'{one.name}' as package", *columns], source))
    texts = ("select\n    " + ",\n    ".join(listed) + f"\n{rest}" for listed, rest in selects)
    return "\nunion all\n".join(texts) + "\n"
