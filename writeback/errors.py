"""The one error of writing back."""


class WritebackError(Exception):
    """Nothing, or nothing more, can be written; the message says why and what to do."""
