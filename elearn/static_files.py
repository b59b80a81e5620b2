"""The files that everybody gets alike: small on the line, and with nobody's cookie on them."""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import URLSafeTimedSerializer

from elearn.signing import Signer

SQUEEZED = frozenset({"text/css", "text/javascript", "image/svg+xml"})
# Under this, what is saved is less than one packet.
LEAST_BYTES = 800


class OwnSessions(SecureCookieSessionInterface):
    """Flask's signed cookie, but never on a static file: those may be kept by a cache that others share."""

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        return request.endpoint != "static" and super().should_set_cookie(app, session)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """As Flask's, with a signer that survives a clock that is set back."""
        serializer = super().get_signing_serializer(app)
        if serializer is not None:
            serializer.signer = Signer
        return serializer


def init(app: Flask) -> None:
    app.session_interface = OwnSessions()
    app.after_request(_squeeze)


def _squeeze(response: Response) -> Response:
    """Compress static text. Pages stay as they are: compressed secrets can be guessed from sizes (BREACH)."""
    if request.endpoint != "static" or not _gains(request, response):
        return response
    response.direct_passthrough = False
    data, tag = response.get_data(), response.get_etag()[0] or ""
    response.set_data(_gzipped(tag, data))
    response.set_etag(tag, weak=True)  # the same file in another form
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    response.headers.pop("Accept-Ranges", None)
    return response


def _gains(request: Request, response: Response) -> bool:
    return (
        response.status_code == 200
        and response.mimetype in SQUEEZED
        and (response.content_length or 0) >= LEAST_BYTES
        and request.accept_encodings.quality("gzip") > 0
        and "Range" not in request.headers
    )


@lru_cache(maxsize=256)
def _gzipped(_tag: str, data: bytes) -> bytes:
    return gzip.compress(data, compresslevel=9, mtime=0)
