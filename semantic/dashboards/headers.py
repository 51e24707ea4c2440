"""What every answer tells the browser: whom to trust, and what not to keep."""

from collections.abc import Sequence

import flask

STYLE = "'unsafe-inline'"
"""The components write style attributes; scripts need a hash, and none is ever evaluated."""
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
KEPT = ("/assets/", "/_dash-component-suites/")


def policy(hashes: Sequence[str]) -> str:
    """Return the content security policy; `hashes` are those of Dash's inline scripts."""
    parts = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *hashes],
        "style-src": ["'self'", STYLE],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in parts.items())


def secure(server: flask.Flask, hashes: Sequence[str]) -> None:
    """Put the headers on every answer of a server."""
    csp = policy(hashes)

    @server.after_request
    def add(response: flask.Response) -> flask.Response:
        for name, value in FIXED.items():
            response.headers[name] = value
        response.headers["Content-Security-Policy"] = csp
        if flask.request.is_secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if not flask.request.path.startswith(KEPT):
            response.headers["Cache-Control"] = "no-store"
        return response
