"""The token in a room's page: a foreign site has the cookie's help but never this."""

from __future__ import annotations

from functools import cache

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from elearn.signing import Signer

# A page may stay open over an evening with its preparation and its debrief, not for ever.
LIFETIME_S = 24 * 3600


def page_token(room: str, sign_in_id: int) -> str:
    """Binds the page to one room and one signed-in device."""
    return _serializer(current_app.config["SECRET_KEY"]).dumps([room, sign_in_id])


def fits(token: object, room: str, sign_in_id: int, secret: str) -> bool:
    """True when `token` was made with `secret` for that room and device, not too long ago."""
    try:
        if not isinstance(token, str) or not token.isascii():
            return False
        return bool(_serializer(secret).loads(token, max_age=LIFETIME_S) == [room, sign_in_id])
    except BadSignature:
        return False


@cache
def _serializer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt="room-page", signer=Signer)
