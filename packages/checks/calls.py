"""What a package's Jinja may call, and what its macros may be called."""

from jinja2 import nodes

from packages.checks.names import RESERVED
from transform.contract import MACROS

FUNCTIONS = {"ref", "config", "range"}
CONFIG = {"materialized": ("view", "table", "ephemeral"), "severity": ("warn", "error")}
LISTINGS = ("items", "keys", "values")
ALLOWED = (
    f"allowed: {', '.join(sorted(FUNCTIONS))}, the package's own macros, and the core's: "
    f"{', '.join(sorted(MACROS))}"
)


def macro_refused(node: nodes.Macro, in_macros: bool) -> tuple[str, str] | None:
    """Return what is wrong with a macro's place or name."""
    if not in_macros:
        return f'the macro "{node.name}"', "macros belong in macros/"
    if node.name in RESERVED | FUNCTIONS | MACROS or "__" in node.name or node.name[0] == "_":
        return f'a macro called "{node.name}"', "that name is dbt's or the core's: take another"
    return None


def call_refused(node: nodes.Call) -> tuple[str, str] | None:
    """Return what is wrong with a call: ref and config take constants only."""
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        return "a call with * or **", "name each argument"
    if not isinstance(node.node, nodes.Name):
        is_listing = isinstance(node.node, nodes.Getattr) and node.node.attr in LISTINGS
        return None if is_listing and not node.args else ("a call of an attribute", ALLOWED)
    values = [getattr(one, "value", None) for one in node.args]
    if node.node.name == "ref" and (
        node.kwargs or not 1 <= len(values) <= 2 or not all(isinstance(v, str) for v in values)
    ):
        return "a ref that is not written out", "ref('model') or ref('package', 'model')"
    if node.node.name == "config":
        given = {one.key: getattr(one.value, "value", None) for one in node.kwargs}
        for name, value in given.items():
            if value not in CONFIG.get(name, ()):
                said = "; ".join(f"{key}: {', '.join(all_)}" for key, all_ in CONFIG.items())
                return f"config {name}", f"allowed: {said}"
        if node.args:
            return "config without names", "config(materialized='table')"
    return None
