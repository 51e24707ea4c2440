"""How a command ends when something is wrong."""

from enum import IntEnum
from typing import Any

import typer
from typer.core import TyperGroup

from packages.errors import PackageError
from semantic.errors import NoSuchSnapshotError, NothingPublishedError, SnapshotError


class Exit(IntEnum):
    """How a command ends; documented in docs/reference/cli.md."""

    OK = 0
    PROBLEM = 1
    USAGE = 2
    CONFIGURATION = 3
    UNPUBLISHED = 4
    NOT_FOUND = 5


MEANINGS = {
    Exit.OK: "All is well.",
    Exit.PROBLEM: "The run, a check or a snapshot has a problem; the output says which.",
    Exit.USAGE: "The command was called in a way that it does not understand.",
    Exit.CONFIGURATION: "The company folder is not there, or is not valid (`perfos check`).",
    Exit.UNPUBLISHED: "Nothing is published yet: `perfos run` comes first.",
    Exit.NOT_FOUND: "What was asked for (payee, line, snapshot) is not there, or not unique.",
}


class CommandError(Exception):
    """Ends a command with a message and one of the exit codes."""

    def __init__(self, code: Exit, message: str) -> None:
        super().__init__(message)
        self.code = code


class Commands(TyperGroup):
    """The group of all commands: it alone turns errors into messages and exit codes."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - Typer keeps its type to itself.
        """Run a command; say what went wrong on standard error."""
        try:
            return super().invoke(ctx)
        except CommandError as error:
            code, message = error.code, str(error)
        except NothingPublishedError as error:
            code, message = Exit.UNPUBLISHED, str(error)
        except NoSuchSnapshotError as error:
            code, message = Exit.NOT_FOUND, str(error)
        except PackageError as error:
            code, message = Exit.CONFIGURATION, str(error)
        except SnapshotError as error:
            code, message = Exit.PROBLEM, str(error)
        from perfos.cli.output import complain

        complain(message)
        raise typer.Exit(code)
