"""Why a snapshot cannot be read, or a question not be answered."""


class SnapshotError(Exception):
    """A snapshot cannot be read; the message says why and what to do."""


class NothingPublishedError(SnapshotError):
    """The company has no snapshot yet."""


class NoSuchSnapshotError(SnapshotError):
    """The snapshot that was asked for is not there."""


class SecretError(Exception):
    """The secret of the semantic layer cannot be used; the message says what to do."""


class SettingError(Exception):
    """A setting of the dashboards cannot be used; the message says what to do."""


class LakeError(Exception):
    """The shared catalogue cannot be used; the message says why and what to do."""


class QueryError(Exception):
    """The semantic layer did not answer; the message says why and what to do.

    Attributes:
        status: HTTP status of the answer; None when there was none.
    """

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status
