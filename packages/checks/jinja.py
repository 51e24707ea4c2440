"""The Jinja of a package, read and never run: what it may use to write its SQL."""

from collections.abc import Iterator

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from packages.checks.calls import ALLOWED, FUNCTIONS, call_refused, macro_refused
from perfos.company.problems import Problem
from transform.contract import MACROS

# What may stand in a template; no include, import, call block or inheritance.
KINDS = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Call),
    *(nodes.Keyword, nodes.Getattr, nodes.Filter, nodes.Test, nodes.For, nodes.If),
    *(
        nodes.Assign,
        nodes.AssignBlock,
        nodes.Macro,
        nodes.List,
        nodes.Tuple,
        nodes.Dict,
        nodes.Pair,
    ),
    *(nodes.CondExpr, nodes.Concat, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
    *(nodes.Add, nodes.Sub, nodes.Mul, nodes.Mod, nodes.FloorDiv, nodes.Neg),
)
FILTERS = {"default", "first", "indent", "join", "last", "length", "list", "lower", "replace"}
FILTERS |= {"trim", "upper"}
TESTS = {"defined", "none", "string", "in", "mapping", "sequence", "number"}
ATTRIBUTES = {"first", "last", "index", "index0", "items", "keys", "values"}
LARGEST = 1000
_JINJA = ("{{", "}}", "{%", "%}", "{#", "#}")


def environment() -> Environment:
    """Return a parser of templates; nothing is ever rendered with it."""
    return Environment(autoescape=True)


def own_macros(texts: dict[str, str]) -> set[str]:
    """Return the names of all macros that a package defines."""
    found = set()
    for text in texts.values():
        try:
            tree = environment().parse(text)
        except TemplateSyntaxError:
            continue
        found |= {macro.name for macro in tree.find_all(nodes.Macro)}
    return found


def check_template(file: str, text: str, macros: set[str]) -> Iterator[Problem]:
    """Yield what a SQL file of a package may not say in Jinja.

    Args:
        file: Its path in the package; below `macros/` it holds macros, elsewhere a query.
        text: Its content.
        macros: The macros that the package defines.
    """
    try:
        tree = environment().parse(text)
        tokens = list(environment().lex(text))
        # In a tree of its own: Jinja simplifies the one that it looks for names in.
        undeclared = meta.find_undeclared_variables(environment().parse(text))
    except TemplateSyntaxError as error:
        yield Problem(file, error.lineno, "", f"Jinja that is refused ({error.message})", ALLOWED)
        return
    for line, kind, _ in tokens:
        if kind == "raw_begin":
            yield Problem(file, line, "", "a raw block", "write the text without it")
    yield from _foreign(file, tree, undeclared - FUNCTIONS - MACROS - macros)
    for node in tree.find_all(nodes.Node):
        found = _refused(node, in_macros=file.startswith("macros/"))
        if found:
            yield Problem(file, node.lineno, "", *found)
    if file.startswith("macros/"):
        yield from _beside(file, tree)


def _foreign(file: str, tree: nodes.Template, foreign: set[str]) -> Iterator[Problem]:
    """Yield names that are neither the template's own nor allowed."""
    called = {id(call.node) for call in tree.find_all(nodes.Call)}
    for name in tree.find_all(nodes.Name):
        if name.ctx != "load":
            if name.name in FUNCTIONS | MACROS:
                found = f'a variable called "{name.name}"'
                yield Problem(file, name.lineno, "", found, "that name is dbt's or the core's")
        elif name.name in foreign:
            yield Problem(file, name.lineno, "", f'"{name.name}"', ALLOWED)
        elif name.name in FUNCTIONS and id(name) not in called:
            found = f'"{name.name}" that is not called'
            yield Problem(file, name.lineno, "", found, "call it where it is needed")


def _refused(node: nodes.Node, in_macros: bool) -> tuple[str, str] | None:
    """Return what is wrong with one node by itself, and what is allowed."""
    if type(node) not in KINDS:
        return f"Jinja of the kind {type(node).__name__}", ALLOWED
    if isinstance(node, nodes.Macro):
        return macro_refused(node, in_macros)
    if isinstance(node, nodes.Call):
        return call_refused(node)
    if isinstance(node, nodes.Getattr) and node.attr not in ATTRIBUTES:
        return f'the attribute "{node.attr}"', f"allowed: {', '.join(sorted(ATTRIBUTES))}"
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        return f'the filter "{node.name}"', f"allowed: {', '.join(sorted(FILTERS))}"
    if isinstance(node, nodes.Test) and node.name not in TESTS:
        return f'the test "{node.name}"', f"allowed: {', '.join(sorted(TESTS))}"
    if isinstance(node, nodes.Const) and isinstance(node.value, int) and abs(node.value) > LARGEST:
        return f"the number {node.value} in Jinja", f"up to {LARGEST}; larger ones belong in SQL"
    if isinstance(node, nodes.Const) and any(mark in str(node.value) for mark in _JINJA):
        return "Jinja inside of a text", "write it where it is meant"
    return None


def _beside(file: str, tree: nodes.Template) -> Iterator[Problem]:
    """Yield what stands in a file of macros beside them."""
    for node in tree.body:
        parts: list[nodes.Node] = list(node.nodes) if isinstance(node, nodes.Output) else [node]
        for part in parts:
            is_blank = isinstance(part, nodes.TemplateData) and not part.data.strip()
            if not is_blank and not isinstance(part, nodes.Macro):
                yield Problem(file, part.lineno, "", "something beside the macros", "macros only")
