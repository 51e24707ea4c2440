"""sources.yml with a source more: what stands in it stays as it is, comments too."""

from copy import deepcopy
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

READY = Path(__file__).parents[2] / "ingestion" / "ready"


def ready_kinds() -> list[str]:
    """Return the systems for which mappings are ready."""
    return sorted(path.stem for path in READY.glob("*.yml"))


def ready(kind: str, name: str | None) -> Any:  # noqa: ANN401 (what ruamel makes of YAML)
    """Return the ready source and mappings of a system, as sources.yml has them.

    Args:
        kind: One of `ready_kinds()`.
        name: What the source is called; None: as the file calls it.
    """
    content = _yaml().load(READY / f"{kind}.yml")
    (source,) = content["sources"]
    if name:
        before, source["name"] = source["name"], name
        for mapping in content["mappings"]:
            mapping["from"] = mapping["from"].replace(f"{before}.", f"{name}.", 1)
    return content


def merged(text: str, added: Any) -> str:  # noqa: ANN401
    """Return sources.yml with a source and its mappings; one of the same name makes room.

    Args:
        text: sources.yml as it is.
        added: `sources` with one source, and `mappings`.
    """
    yaml = _yaml()
    content = yaml.load(text) or {}
    (source,) = added["sources"]
    name = source["name"]
    kept = [one for one in content.get("sources") or [] if one["name"] != name]
    maps = [one for one in content.get("mappings") or [] if not one["from"].startswith(f"{name}.")]
    content["sources"] = [*kept, deepcopy(source)]
    content["mappings"] = [*maps, *deepcopy(added["mappings"])]
    out = StringIO()
    yaml.dump(content, out)
    return out.getvalue()


def has_source(text: str, name: str) -> bool:
    """Return whether sources.yml has a source of that name."""
    content = _yaml().load(text) or {}
    return any(one["name"] == name for one in content.get("sources") or [])


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 100
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
