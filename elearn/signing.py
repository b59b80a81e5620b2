"""Signatures with a time in them: cookies and the tokens of pages."""

from __future__ import annotations

from typing import Any

from itsdangerous import SignatureExpired, TimestampSigner


class Signer(TimestampSigner):
    """As the library's, but what was signed later than now still holds.

    The clock was ahead when it was signed and has been set back since: that is no reason to sign people out.
    """

    def unsign(self, signed_value: Any, max_age: int | None = None, return_timestamp: bool = False) -> Any:
        """The value, and when it was signed. Raises `BadSignature`; also for what is older than allowed."""
        unsign: Any = super().unsign
        try:
            return unsign(signed_value, max_age, return_timestamp)
        except SignatureExpired as expired:
            if expired.date_signed is None or expired.date_signed <= self._now():
                raise
        return unsign(signed_value, None, return_timestamp)

    def _now(self) -> Any:
        return self.timestamp_to_datetime(self.get_timestamp())
