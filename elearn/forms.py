"""Forms that say in the reader's own language what has to be looked at again."""

from __future__ import annotations

import re

from flask_babel import get_translations
from flask_babel import lazy_gettext as _
from flask_babel import lazy_ngettext as ngettext
from flask_wtf import FlaskForm
from wtforms.form import BaseForm

# What WTForms says, gathered for our catalogs: its own hold neither nynorsk nor Northern Sámi.
SAID = (
    _("This field is required."),
    _("Invalid email address."),
    _("Invalid input."),
    _("Not a valid choice."),
    _("Invalid Choice: could not coerce."),
    _("Not a valid date value."),
    ngettext(
        "Field cannot be longer than %(max)d character.", "Field cannot be longer than %(max)d characters.", 2
    ),
)


def as_mobile(text: str | None) -> str:
    """`900 00 000` as `+4790000000`; a number with a country code stays as it is."""
    digits = re.sub(r"[\s()./-]", "", text or "")
    digits = re.sub(r"^00", "+", digits)
    return f"+47{digits}" if re.fullmatch(r"\d{8}", digits) else digits


class Spoken:
    """The catalogs of this application, as WTForms asks for them."""

    def gettext(self, sentence: str) -> str:
        return str(get_translations().ugettext(sentence))

    def ngettext(self, one: str, many: str, count: int) -> str:
        return str(get_translations().ungettext(one, many, count))


class Form(FlaskForm):
    """What is filled in on a page."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, _form: BaseForm) -> Spoken:
            return Spoken()
