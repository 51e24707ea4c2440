"""The one error that a load raises when a source, not the program, is at fault."""


class LoadError(Exception):
    """A source cannot be loaded; the message says what, where, why and what to do."""
