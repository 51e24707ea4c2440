"""Documentation under test: every page can be reached, every link leads somewhere."""

import re
from pathlib import PurePosixPath
from posixpath import normpath

import pytest
from markdown.extensions.toc import slugify
from ruamel.yaml import YAML

from tests.tidy.tree import ROOT, assert_none, files, repo_files, text

CODE = re.compile(r"^( *)```.*?^\1```|`[^`\n]*`", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)|\b(?:href|src)=\"([^\"]+)\"")
COMMAND = r"(?:^|[`\s])perfos (?:--\w+ \S+ )*([a-z]+)(?:(?<=snapshot) ([a-z]+))?"
PAGES = files("docs/**/*.md")
DECISIONS = files("docs/decisions/*.md")


def targets(path):
    """Yield where the links of a page lead; code is not read for links."""
    for match in LINK.finditer(CODE.sub("", text(path))):
        yield match[1] or match[2]


def anchors(path):
    """Return the anchors that the headings of a page make."""
    headings = re.findall(r"^#+ +(.+?) *$", text(path), re.MULTILINE)
    return {slugify(re.sub(r"[`*]", "", heading), "-") for heading in headings}


def problem(page, target):
    """Say what is wrong with a link; None when it leads somewhere."""
    where, _, anchor = target.partition("#")
    if re.match(r"[a-z]+:", where):
        return None
    goal = PurePosixPath(normpath(page.parent / where)) if where else page
    if goal not in repo_files() and not (ROOT / goal).is_dir():
        return f"{page}: {target} is not there"
    if anchor and goal.suffix == ".md" and anchor not in anchors(goal):
        return f"{page}: {goal} has no heading #{anchor}"
    return None


def nav(entries):
    """Yield the pages that the navigation names, depth first."""
    for entry in entries:
        for value in entry.values():
            yield from [value] if isinstance(value, str) else nav(value)


def test_links_lead_somewhere():
    found = (problem(page, goal) for page in files("*.md") for goal in targets(page))
    assert_none(filter(None, found), "Correct the link, or write the page.")


def test_every_page_is_in_the_navigation():
    named = set(nav(YAML(typ="safe").load(ROOT / "mkdocs.yml")["nav"]))
    pages = {str(page.relative_to("docs")) for page in PAGES}
    assert_none(sorted(pages - named), "Add the page to nav in mkdocs.yml.")
    assert_none(sorted(named - pages), "mkdocs.yml names a page that is not there: write it.")


def test_pages_fetch_nothing():
    """A page must look the same on a machine without a network."""
    remote = re.compile(r"!\[[^\]]*\]\(https?:|\bsrc=\"https?:|^```mermaid", re.MULTILINE)
    assert_none(
        (str(page) for page in PAGES if remote.search(text(page))),
        "Put the picture into docs/assets/ (SVG, written by hand) and link it relatively.",
    )


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_gives_its_reasons(page):
    wanted = ["Context", "Decision", "Consequences"]
    found = re.findall(r"^## (.+)$", text(page), re.MULTILINE)
    assert found == wanted, f"{page} needs the headings {wanted}, and no other; it has {found}."
    assert text(page).startswith(f"# {page.stem[:4]} "), (
        f"{page}: the title starts with its number."
    )


def test_decisions_are_numbered_without_gaps():
    numbers = [int(page.name[:4]) for page in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1)), f"Number them from 0001 on: {numbers}"


def test_every_reason_is_explained():
    checks = files("transform/models/quality/*.sql", "transform/macros/*.sql", "ingestion/**/*.py")
    code = "\n".join(text(path) for path in checks)
    reasons = set(re.findall(r"'reason': '([a-z_]+[a-z])'|\b(unreadable_[a-z]+)\b", code))
    prose = text(PurePosixPath("docs/concepts/quarantine.md"))
    assert reasons, "No reason found: correct the pattern."
    assert_none(
        (
            reason
            for pair in sorted(reasons)
            for reason in pair
            if reason and f"`{reason}`" not in prose
        ),
        "Explain the reason on docs/concepts/quarantine.md: what it means, what to do.",
    )


def test_documented_commands_exist():
    """The reference is written by the command line itself; every other page has to follow it."""
    reference = text(PurePosixPath("docs/reference/cli.md"))
    known = set(re.findall(r"^#+ `perfos ([a-z ]+)`", reference, re.MULTILINE))
    assert known, "docs/reference/cli.md names no command: write it with `perfos.cli.reference`."
    written = {
        (page, " ".join(words).strip())
        for page in files("*.md")
        for code in CODE.finditer(text(page))
        for words in re.findall(COMMAND, code[0], re.MULTILINE)
    }
    assert_none(
        (f"{page}: perfos {words}" for page, words in sorted(written) if words not in known),
        f"The command line has only: {', '.join(sorted(known))}.",
    )


def test_every_model_folder_is_explained():
    """A schema of the warehouse that no page names is a schema that nobody understands."""
    schemas = {path.parts[2] for path in files("transform/models/*/**")}
    prose = "\n".join(text(page) for page in PAGES)
    assert_none(
        sorted(schema for schema in schemas if f"`{schema}" not in prose),
        "Name the schema on a page of docs/concepts/.",
    )
