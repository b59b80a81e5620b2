"""Headers that every answer carries."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Response, current_app, request

# Nothing runs or loads but our own files: no inline script or style, no frames, no plugins.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

# The room's own pages may ask for a microphone, a camera and a screen; nobody's page for a place.
PERMISSIONS_POLICY = ", ".join(
    (
        "camera=(self)",
        "microphone=(self)",
        "display-capture=(self)",
        "geolocation=()",
        "interest-cohort=()",
    )
)


def own_origins(app: Flask) -> Callable[[str, dict[str, str]], bool] | None:
    """Whose pages may open a socket: those of this very host, whatever name it is reached by.

    Behind a web server with TLS the library would take its own address for one of plain http.
    """
    if not app.config["SESSION_COOKIE_SECURE"]:
        return None
    return lambda origin, environ: origin in (app.config["URL"], f"https://{environ.get('HTTP_HOST')}")


def init(app: Flask) -> None:
    app.after_request(_harden)


def _harden(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = PERMISSIONS_POLICY
    if request.endpoint == "static":
        # Shared devices: pages are never stored, the files everybody gets may be.
        headers["Cache-Control"] = "public, max-age=3600"
    else:
        headers.setdefault("Cache-Control", "no-store")
    # Behind a web server with TLS the request itself comes over plain http.
    if request.is_secure or current_app.config["SESSION_COOKIE_SECURE"]:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
