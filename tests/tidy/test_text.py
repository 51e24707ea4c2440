"""Words and paths that have no place in a repository that others clone."""

import re
from dataclasses import dataclass

import pytest

from tests.tidy.tree import assert_none, files, lines


@dataclass(frozen=True)
class Rule:
    """A pattern that no line may match.

    Attributes:
        name: What the rule is called in the test's name.
        where: The files that it holds for, as patterns of `.gitignore`.
        pattern: What must not be found.
        advice: What to do instead.
        breaks: A line that breaks the rule: it proves that the pattern can find anything.
    """

    name: str
    where: tuple[str, ...]
    pattern: str
    advice: str
    breaks: str


EVERYWHERE = ("*", "!tests/tidy/**", "!LICENSE", "!requirements.lock")
RULES = (
    Rule(
        "no_unfinished_work",
        EVERYWHERE,
        r"\b(TODO|FIXME|HACK)\b",
        "Finish it, or file an issue and delete the note.",
        "# TODO: later",
    ),
    Rule(
        "no_path_of_one_machine",
        EVERYWHERE,
        r"(?<![\w.:/~$}>*-])/(work|root|home|Users|mnt|tmp|private)/\w|\b[A-Z]:\\\w",
        "Use a path relative to the repository, an argument, an environment variable or tmp_path.",
        "DATA = '/home/anna/crm'",
    ),
    Rule(
        "no_document_outside_the_repository",
        EVERYWHERE,
        r"\.\./shared\b|\bshared/(brief|data|design|examples|research)\b"
        r"|\b(contract|stack|[1-6]-(architecture|ledger|commission|rule-packages|semantic|style))\.md\b",
        "Readers do not have it: say here what it says, or take the place as a parameter.",
        "as ../shared/design says",
    ),
    Rule(
        "no_word_about_how_it_was_made",
        EVERYWHERE,
        r"(?i)\bissue [A-H]\b|\bthe lead('s)?\b|\b(co-authored-by|claude|chatgpt|copilot)\b"
        r"|\bas an? (ai|assistant)\b|\bsub-?agents?\b",
        "Write for the person who uses or changes the project.",
        "Issue B completes it.",
    ),
    Rule(
        "no_registry_of_ones_own",
        EVERYWHERE,
        r"--(extra-)?index-url\b|\b(extra-)?index-url\s*=|--find-links\b|--trusted-host\b"
        r"|https?://\S+/simple\b",
        "Each user's own settings name the registry; the repository names none.",
        "pip install --index-url https://registry.example/simple x",
    ),
    Rule(
        "no_address_in_the_lock",
        ("requirements.lock",),
        r"://|\bfile:|@\s*git\+|^\s*--(?!hash=)|\b(localhost|\d+\.\d+\.\d+\.\d+:\d+)\b",
        "Make the lock with `make lock`: names, versions and hashes only.",
        "--index-url https://registry.example/simple",
    ),
    Rule(
        "no_trailing_blank",
        ("*.py", "*.sql", "*.yml", "*.yaml", "*.toml", "*.md", "Makefile"),
        r"[ \t]+$",
        "Strip it; an editor that reads .editorconfig does so.",
        "select 1 ",
    ),
    Rule(
        "no_tab",
        ("*.py", "*.sql", "*.yml", "*.yaml", "*.toml", "*.md"),
        r"\t",
        "Indent with spaces.",
        "\tselect 1",
    ),
)
BY_NAME = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


@BY_NAME
def test_text(rule):
    assert_none(
        (
            f"{place}: {line.strip()[:90]}"
            for place, line in lines(files(*rule.where))
            if re.search(rule.pattern, line)
        ),
        rule.advice,
    )


@BY_NAME
def test_rule_can_fail(rule):
    assert re.search(rule.pattern, rule.breaks), f"{rule.name} finds nothing in {rule.breaks!r}"
