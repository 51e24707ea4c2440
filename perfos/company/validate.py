"""From a file's text to its model, or to the problems that stand in the way."""

from pathlib import Path
from types import UnionType
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from perfos.company.problems import FindingsError, Location, Problem, one_of, shown, spelled
from perfos.company.yaml_file import MAX_BYTES, YamlFile, YamlRefusedError, read_yaml

ModelT = TypeVar("ModelT", bound=BaseModel)

# What pydantic calls the error, in the words of somebody who edits the file.
_ALLOWED = {
    "missing": "this key is needed",
    "string_type": "allowed: text",
    "string_too_short": "allowed: text that is not empty",
    "string_too_long": "allowed: a shorter text",
    "tuple_type": "allowed: a list",
    "dict_type": "allowed: a mapping of keys to values",
    "model_type": "allowed: a mapping of keys to values",
    "too_short": "allowed: at least one entry",
}


def read_text(path: Path, file: str, max_bytes: int = MAX_BYTES) -> str | Problem:
    """Return the UTF-8 text of a file with line ends as newlines, or why there is none."""
    if not path.is_file():
        return Problem(file, None, "", "no such file", "this file is needed")
    if path.stat().st_size > max_bytes:
        size = f"{path.stat().st_size:,} bytes"
        return Problem(file, None, "", size, f"allowed: at most {max_bytes:,} bytes")
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return Problem(file, line, "", f"the byte {content[error.start]:#x}", "save it as UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_model(path: Path, file: str, model: type[ModelT]) -> tuple[ModelT | None, "YamlSource"]:
    """Read one YAML file as a model.

    Returns:
        The model, or None when the file has problems; and the file with its lines and problems.
    """
    source = YamlSource(file)
    text = read_text(path, file)
    if isinstance(text, Problem):
        source.problems.append(text)
        return None, source
    try:
        source.yaml = read_yaml(text)
        return model.model_validate(source.yaml.data), source
    except YamlRefusedError as error:
        source.problems.append(Problem(file, error.line, "", error.found, error.allowed))
    except ValidationError as error:
        for details in error.errors(include_url=False):
            source.add_error(model, details)
    return None, source


def read_optional(
    folder: Path, name: str, model: type[ModelT]
) -> tuple[ModelT | None, "YamlSource"]:
    """Read a file that a company need not have; without it the model is empty."""
    if not (folder / name).exists():
        return model(), YamlSource(name)
    return read_model(folder / name, name, model)


class YamlSource:
    """One YAML file of the company folder: where its values stand and what is wrong in it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.yaml = YamlFile()
        self.problems: list[Problem] = []

    def add(self, at: Location, found: str, allowed: str) -> None:
        """Note a problem at a location of the file."""
        self.problems.append(Problem(self.file, self.yaml.line(at), spelled(at), found, allowed))

    def add_error(self, model: type[BaseModel], details: ErrorDetails) -> None:
        """Note what pydantic found."""
        at: Location = tuple(step for step in details["loc"] if step != "[key]")
        error = details.get("ctx", {}).get("error")
        if isinstance(error, FindingsError):
            for finding in error.findings:
                self.add(at + finding.at, finding.found, finding.allowed)
            return
        kind, found = details["type"], shown(details["input"])
        if kind == "too_short" and details["input"]:
            return  # There are entries; what is wrong with them is told by itself.
        if kind == "missing":
            found = "nothing"
        if kind == "extra_forbidden":
            found = f'the key "{at[-1]}"'
            allowed = one_of(at[-1], _keys(model, at[:-1]))
        elif kind == "literal_error":
            allowed = one_of(
                details["input"],
                details["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", "),
            )
        elif kind == "refused":
            allowed = str(details["msg"])
        else:
            allowed = _ALLOWED.get(kind, str(details["msg"]))
        self.add(at, found, allowed)


def _keys(model: Any, at: Location) -> set[str]:  # noqa: ANN401
    """Return the keys that the model at a location inside `model` knows."""
    model = _bare(model)
    if not at:
        fields = getattr(model, "model_fields", {})
        return {field.alias or name for name, field in fields.items()}
    if get_origin(model) in (list, tuple):
        return _keys(get_args(model)[0], at[1:])
    if get_origin(model) is dict:
        return _keys(get_args(model)[1], at[1:])
    for name, field in getattr(model, "model_fields", {}).items():
        if (field.alias or name) == at[0]:
            return _keys(field.annotation, at[1:])
    return set()


def _bare(annotation: Any) -> Any:  # noqa: ANN401
    """Return a type without `Annotated` and without `| None`."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if isinstance(annotation, UnionType):
        return _bare(next(arg for arg in get_args(annotation) if arg is not type(None)))
    return annotation
