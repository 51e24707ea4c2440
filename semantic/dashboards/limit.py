"""How often somebody may try a password."""

import threading
import time
from collections import defaultdict

ALLOWED = {"name": 5, "address": 50}
"""Failures within the window before the next try has to wait; many people share an address."""
WINDOW = 300.0
"""Seconds."""


class Limiter:
    """Failed tries by key, `name NAME` or `address ADDRESS`; kept in memory."""

    def __init__(self) -> None:
        self._failures: dict[str, list[float]] = defaultdict(list)
        self._lock = threading.Lock()

    def wait(self, *keys: str) -> int:
        """Return for how many seconds there is no further try; 0 if there is one now."""
        now = time.monotonic()
        with self._lock:
            left = [0.0]
            for key in keys:
                recent = [at for at in self._failures.get(key, []) if now - at < WINDOW]
                allowed = ALLOWED[key.split(" ")[0]]
                if len(recent) >= allowed:
                    left.append(WINDOW - (now - recent[-allowed]))
            return int(max(left) + 0.999)

    def failed(self, *keys: str) -> None:
        """Note a failure."""
        now = time.monotonic()
        with self._lock:
            for key in keys:
                self._failures[key] = [
                    *(at for at in self._failures[key] if now - at < WINDOW),
                    now,
                ]

    def passed(self, *keys: str) -> None:
        """Forget the failures of who came in."""
        with self._lock:
            for key in keys:
                self._failures.pop(key, None)
