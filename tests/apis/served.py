"""An API of a test on a port of its own, and what can go wrong on the way to it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server


class Faults:
    """Disturbs requests to an application by a schedule.

    Attributes:
        schedule: What happens to the request of each number, counted from 0:
            `drop` breaks the connection in the middle of the answer, `cut` sends half of it as if
            it were whole, `busy` is 429 and `down` is 503 instead of an answer, `slow` waits,
            `lost` answers nothing although the request was carried out.
        asked: (method, path with query) of each request.
    """

    def __init__(self, app: Flask, schedule: dict[int, str] | None = None):
        self.app, self.schedule = app.wsgi_app, schedule or {}
        self.asked: list[tuple[str, str]] = []
        self._lock = threading.Lock()

    def __call__(self, environ, start_response):
        """Answer a request, or what the schedule has for it."""
        with self._lock:
            number = len(self.asked)
            query = f"?{environ['QUERY_STRING']}" if environ["QUERY_STRING"] else ""
            self.asked.append((environ["REQUEST_METHOD"], environ["PATH_INFO"] + query))
        fault = self.schedule.get(number)
        if fault in ("busy", "down"):
            status = "429 Too Many Requests" if fault == "busy" else "503 Service Unavailable"
            start_response(status, [("Retry-After", "0"), ("Content-Length", "0")])
            return [b""]
        if fault == "slow":
            time.sleep(0.02)
        told: list = []
        body = b"".join(self.app(environ, lambda *answer: told.append(answer)))
        status, headers = told[0][:2]
        length = len(body)
        if fault in ("cut", "drop", "lost"):
            body = b"" if fault == "lost" else body[: length // 2]
        length = len(body) if fault == "cut" else length
        headers = [one for one in headers if one[0].lower() != "content-length"]
        start_response(status, [*headers, ("Content-Length", str(length))])
        return [body]


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.0"

    def log(self, *_, **__) -> None:
        """Say nothing."""


@contextmanager
def served(app) -> Iterator[str]:
    """Serve an application on this machine; yield its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
