"""The sentences that JavaScript says about captions."""

from __future__ import annotations

from flask_babel import gettext as _


def captions_words() -> dict[str, str]:
    """Those for whoever speaks, and those for whoever reads."""
    return {
        "title_on": _("Captions are on"),
        "title_off": _("Captions are on, without your words"),
        "speaker_on": _("What you say is written for those who need it, and deleted afterwards."),
        "speaker_refused": _("What you say is not written. Those who read along are told so."),
        "speaker_none": _("This device cannot write what you say. Those who read along are told so."),
        "coming": _("The captions are coming …"),
        "waiting": _("When somebody speaks, it is written here."),
        "away": _(
            "The captions have stopped for a while. The room goes on, and they come back by themselves."
        ),
        "refused": _("The words of {names} are not written."),
        "cannot": _("The words of {names} are not written. That is because of their device, not of yours."),
        "new": _("New lines: {count}"),
    }
