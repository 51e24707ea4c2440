"""A print is made of all that what it stands for reads, by dbt's own graph."""

import pytest

from tests.rules.rule_package import RulePackage


def stands_on(package: RulePackage, model: str, through: str) -> set[str]:
    """Return what a model reads of the core and of the package's tables, through views.

    Args:
        package: The package.
        model: Where to begin.
        through: How the tables end that are looked through, too.
    """
    nodes = {node.name: node for node in package.dbt.parse().nodes.values()}
    found, waiting = set(), [model]
    while waiting:
        above = {one.split(".")[-1] for one in nodes[waiting.pop()].depends_on.nodes}
        for name in above:
            is_kept = nodes[name].config.materialized == "table" and not name.endswith(through)
            if nodes[name].schema == "core" or is_kept:
                found.add(name)
            else:
                waiting.append(name)
    return found


@pytest.mark.parametrize(
    ("model", "prints", "besides"),
    [
        ("way", "way_print", set()),
        # A way is known by its print, and of a scenario nothing is kept.
        ("pay", "pay_print", {"way", "scenario"}),
        ("earning_transfer", "pay_print", {"pay"}),
    ],
)
def test_a_print_is_of_all_that_is_read(
    package: RulePackage, model: str, prints: str, besides: set[str]
) -> None:
    read = stands_on(package, model, "_print")
    assert len(read) > 3
    assert read - besides <= stands_on(package, prints, "_print")
