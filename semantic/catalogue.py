"""Writes docs/reference/metrics.md from the model: `python -m semantic.catalogue`."""

from collections.abc import Iterator
from pathlib import Path

from semantic.model_files import Part, cubes, is_additive, measures, views

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "metrics.md"
PREFACE = """# Metrics

<!-- Written by `python -m semantic.catalogue` out of semantic/model/. -->

What the [semantic layer](../concepts/semantic-layer.md) can be asked, view by view. A metric is
asked for as `view.metric`. Its definition has a version: a change of what a metric means raises it,
and the changelog says so. A metric that is additive may be added up over parts; `per currency`
means that it has to be grouped by the currency, or filtered to one, or the question is refused.
"""


def page() -> str:
    """Return the text of the page."""
    model = cubes()
    parts = [PREFACE, *(_view(view, model) for view in views().values())]
    return "\n".join(parts)


def _view(view: Part, model: dict[str, Part]) -> str:
    """Return the section of one view."""
    metrics: list[str] = []
    dimensions: list[str] = []
    for part in view["cubes"]:
        cube = model[part["join_path"].split(".")[-1]]
        for name, member, is_metric in _members(part, cube):
            what = member["description"].replace("|", "\\|")
            if is_metric:
                metrics.append(
                    f"| `{name}` | {what} | {_adds(member)} | {member['meta']['definition']} |"
                )
            else:
                dimensions.append(f"| `{name}` | {member['type']} | {what} |")
    lines = [
        f"## {view['title']}",
        "",
        f"`{view['name']}`: {view['description']} Seen by {_groups(view)}.",
        "",
        "| metric | meaning | additive | definition |",
        "|---|---|---|---|",
        *metrics,
        "",
        "| dimension | type | meaning |",
        "|---|---|---|",
        *dimensions,
        "",
    ]
    return "\n".join(lines)


def _members(part: Part, cube: Part) -> Iterator[tuple[str, Part, bool]]:
    """Yield name in the view, definition, and whether it is a metric, of what a view includes."""
    known = measures(cube)
    everything = known | {one["name"]: one for one in cube.get("dimensions", [])}
    included = everything if part["includes"] == "*" else part["includes"]
    for one in included:
        name = one["name"] if isinstance(one, dict) else one
        alias = one["alias"] if isinstance(one, dict) else one
        # What is not there is a hierarchy: a way through dimensions and none itself.
        if name in everything and name not in part.get("excludes", []):
            yield alias, everything[name], name in known


def _adds(measure: Part) -> str:
    """Return how the metric adds up."""
    per = measure["meta"].get("per")
    return f"per {per}" if per else "yes" if is_additive(measure) else "no"


def _groups(view: Part) -> str:
    """Return which groups may ask the view, and for which rows."""
    said = []
    for policy in view["access_policy"]:
        names = ", ".join(policy.get("groups") or [policy["group"]])
        rows = policy.get("row_level")
        hidden = policy["member_level"].get("excludes")
        whose = " (own rows)" if "rep" in names else " (rows of the team)"
        said.append(
            names + (whose if rows else "") + (f" (without {', '.join(hidden)})" if hidden else "")
        )
    return "; ".join(said)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
