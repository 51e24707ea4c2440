"""What the server remembers for a while and gives out once, instead of a cookie."""

import secrets
import threading
import time

MOST = 10_000
"""Texts at most; the oldest go first, so that nobody can fill the memory."""


class Memory:
    """Texts by key, in memory; Authlib keeps in one what a sign-in under way needs.

    Args:
        seconds: How long a text is kept.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._kept: dict[str, tuple[float, str]] = {}
        self._lock = threading.Lock()

    def set(self, key: str, value: str, _expires: float | None = None) -> None:
        """Keep a text."""
        now = time.monotonic()
        with self._lock:
            self._kept.pop(key, None)
            while self._kept:
                oldest = next(iter(self._kept))
                if len(self._kept) < MOST and self._kept[oldest][0] > now:
                    break
                del self._kept[oldest]
            self._kept[key] = (now + self._seconds, value)

    def keep(self, value: str) -> str:
        """Keep a text; return the key for it, which nobody can guess."""
        key = secrets.token_urlsafe(16)
        self.set(key, value)
        return key

    def get(self, key: str) -> str | None:
        """Take a text out, this once: of two that come with the same key, one gets it."""
        with self._lock:
            until, value = self._kept.pop(key, (0.0, ""))
        return value if time.monotonic() < until else None

    def delete(self, key: str) -> None:
        """Forget nothing: who may take a text out has done so with `get`.

        Authlib asks for this even when a state is not the browser's own: anybody who has seen a
        state could otherwise end the sign-in that it belongs to.
        """
