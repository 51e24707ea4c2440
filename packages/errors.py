"""Why a rule package is not used."""


class PackageError(Exception):
    """A rule package cannot be used; the message names it, says why, and what to do."""
