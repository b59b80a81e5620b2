"""What is said to whoever cancels a call too late."""

from __future__ import annotations

from flask_babel import gettext as _


def too_late() -> str:
    return _("The time of that call has come, so it cannot be cancelled any more.")
