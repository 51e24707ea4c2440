"""The macros that a package of metrics computes with, written out of its definitions."""

import textwrap

from perfos.metrics.definition import Definitions, Part
from perfos.metrics.formula import written

MACROS = "macros/metrics.sql"
"""Where they stand in the package."""

HEAD = "{#- Written by `python -m semantic.metrics` out of metrics.yml. -#}\n"
ADDED = {"all": "", "first": " filter (where is_first)", "last": " filter (where is_last)"}
WIDTH = 98


def sql_type(part: Part) -> str:
    """Return the type of a part's column."""
    return "bigint" if part.unit in ("count", "days") else "decimal(28, 6)"


def macros(definitions: Definitions) -> str:
    """Return the text of the file.

    It has five macros: `parts`, the columns in their types; `parts_of_month`, their sums;
    `parts_of_span`, the sums over several months as formulas take them; `metric_values`, a list of
    all values; and `definitions`, a list of structs that say what each of them is.
    """
    parts = definitions.parts
    texts = {
        "parts": [f"cast({one.name} as {sql_type(one)}) as {one.name}" for one in parts],
        "parts_of_month": [f"sum({one.name}) as {one.name}" for one in parts],
        "parts_of_span": [f"{_fixed(one)} as {one.name}" for one in parts],
        "metric_values": list(_values(definitions)),
        "definitions": list(_structs(definitions)),
    }
    bodies = {name: ",\n".join(lines) for name, lines in texts.items()}
    for name in ("metric_values", "definitions"):
        bodies[name] = f"[\n{bodies[name]}\n]"
    return HEAD + "\n".join(
        f"{{% macro {name}() -%}}\n{body}\n{{%- endmacro %}}\n" for name, body in bodies.items()
    )


def _fixed(part: Part) -> str:
    """Return the sum of a part as a formula takes it."""
    total = f"sum({part.name}){ADDED[part.adds]}"
    if sql_type(part) == "bigint":
        return f"cast({total} as hugeint) * 10000000000"
    return f"{{{{ fixed('cast({total} as decimal(28, 6))') }}}}"


def _values(definitions: Definitions) -> list[str]:
    """Return the expression of each variant's value."""
    return [
        "\n".join(textwrap.wrap(_value(variant.formula), WIDTH, break_long_words=False))
        for metric in definitions.metrics
        for variant in metric.variants
    ]


def _value(formula: str) -> str:
    call = written(formula, lambda name: f"'{name}'")
    return f"{{{{ unfixed({call}) }}}}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _structs(definitions: Definitions) -> list[str]:
    """Return what each variant is, in the order of the values."""
    found = []
    for metric in definitions.metrics:
        levels = ", ".join(f"'{level}'" for level in metric.levels)
        for variant in metric.variants:
            texts = {
                "metric": metric.id,
                "variant": variant.id,
                "title": metric.title,
                "description": metric.description,
                "formula": variant.formula,
                "follows": variant.follows,
                "unit": variant.unit or metric.unit,
                "better": metric.better,
            }
            quoted = [f"'{key}': {_quoted(text)}" for key, text in texts.items()]
            adds = str(definitions.is_additive(variant)).lower()
            default = str(variant is metric.variants[0]).lower()
            rest = f"'version': {metric.version}, 'is_additive': {adds}, 'is_default': {default}"
            found.append("{" + ",\n".join([*quoted, rest, f"'levels': [{levels}]"]) + "}")
    return found
