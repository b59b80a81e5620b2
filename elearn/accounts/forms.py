"""What people fill in about themselves."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import EmailField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from elearn.accounts.rules import LONGEST_PASSWORD, SHORTEST_PASSWORD
from elearn.forms import Form


def one_line(text: str | None) -> str:
    """The text without what no name holds: control signs, direction overrides, doubled spaces."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text or "").split())


class SignInForm(Form):
    email = EmailField(_("E-mail"), [InputRequired(), Length(max=254)])
    password = PasswordField(_("Password"), [InputRequired(), Length(max=LONGEST_PASSWORD)])


class MyOwnForm(Form):
    alias = StringField(_("What you want to be called in the room"), [Length(max=60)], filters=[one_line])


class PasswordForm(Form):
    current = PasswordField(_("The password you have now"), [Length(max=LONGEST_PASSWORD)])
    new = PasswordField(_("New password"), [InputRequired(), Length(max=1000)])


def weakness_sentence(code: str) -> str:
    """Why a new password will not do, and what would."""
    sentences = {
        "too_short": gettext(
            "Use at least %(count)s characters. Four words in a row are easy to remember.",
            count=SHORTEST_PASSWORD,
        ),
        "too_long": gettext("Use at most %(count)s characters.", count=LONGEST_PASSWORD),
        "about_you": gettext("Leave your name and your e-mail address out of the password."),
    }
    return sentences[code]
