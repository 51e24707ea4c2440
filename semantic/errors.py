"""Why a snapshot cannot be read."""


class SnapshotError(Exception):
    """A snapshot cannot be read; the message says why and what to do."""


class NothingPublishedError(SnapshotError):
    """The company has no snapshot yet."""


class NoSuchSnapshotError(SnapshotError):
    """The snapshot that was asked for is not there."""
