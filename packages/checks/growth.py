"""How much the Jinja of a package can grow to: dbt writes it all out while it parses.

A few macros that each call the next one twice are more text than any machine can hold.
"""

from collections.abc import Iterator

from jinja2 import TemplateSyntaxError, nodes

from packages.checks.jinja import environment
from perfos.company.problems import Problem

LIMIT = 1_000_000
"""Steps, or characters that are repeated, for one file; our largest takes some 90,000."""
UNKNOWN = 100
"""How long a list or a number may be that only a call knows."""


class Growth:
    """The macros of a package, and how many steps each takes at most.

    Args:
        texts: The SQL files of the package by their paths.
    """

    def __init__(self, texts: dict[str, str]) -> None:
        self.trees = dict(_trees(texts))
        found = (macro for tree in self.trees.values() for macro in tree.find_all(nodes.Macro))
        self.macros = {macro.name: macro for macro in found}
        self.known: dict[str, int] = {}

    def problems(self) -> Iterator[Problem]:
        """Yield the files that may grow beyond the limit."""
        for file, tree in self.trees.items():
            for node in [*tree.body, *tree.find_all(nodes.Macro)]:
                if self.steps(node) > LIMIT:
                    found = "Jinja that grows without end, or nearly so"
                    advice = "macros that do not call themselves, and loops over short lists"
                    yield Problem(file, node.lineno, "", found, advice)

    def steps(self, node: nodes.Node) -> int:
        """Return how many steps a node takes at most; beyond the limit all are the same."""
        if isinstance(node, nodes.Const):
            size = abs(node.value) if isinstance(node.value, int) else len(str(node.value))
            return max(1, size)
        inner = [self.steps(child) for child in node.iter_child_nodes()]
        total = 1 + sum(inner)
        if isinstance(node, nodes.Mul):
            total = inner[0] * inner[1]
        elif isinstance(node, nodes.For):
            is_range = isinstance(node.iter, nodes.Call)
            total *= self.steps(node.iter) if is_range else UNKNOWN
        elif isinstance(node, nodes.Name):
            total = UNKNOWN if node.ctx == "load" and node.name not in self.macros else 1
        elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            total += self.of_macro(node.node.name) if node.node.name in self.macros else 0
        return min(total, LIMIT + 1)

    def of_macro(self, name: str) -> int:
        """Return how many steps a call of a macro takes; one that calls itself never ends."""
        if name not in self.known:
            self.known[name] = LIMIT + 1
            body = [self.steps(child) for child in self.macros[name].body]
            self.known[name] = min(sum(body), LIMIT + 1)
        return self.known[name]


def _trees(texts: dict[str, str]) -> Iterator[tuple[str, nodes.Template]]:
    for file, text in texts.items():
        try:
            yield file, environment().parse(text)
        except TemplateSyntaxError:
            continue  # Told with its line where templates are read.
