"""What is filled in to bring modules in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import FileField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from elearn.courses.models import Programme
from elearn.forms import Form
from elearn.languages import LANGUAGES, words


class BringInForm(Form):
    """A file, where its modules shall stand, and the language of files that do not say it themselves."""

    file = FileField(
        _("The file"),
        description=_(
            "An archive from here (.zip), a Common Cartridge (.imscc or .zip) or questions in GIFT (.txt). "
            "At most 100 MB."
        ),
    )
    programme = SelectField(_("The modules shall stand in"), validate_choice=True)
    language = SelectField(
        _("The text is written in"),
        description=_("Archives from here know their languages themselves."),
        choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()],
        default="nb",
    )

    def offer(self, programmes: Sequence[Programme]) -> None:
        """The programmes there are, and a new one."""
        there = [SelectChoice(programme.slug, words(programme.title)) for programme in programmes]
        self.programme.choices = [SelectChoice("", str(_("A new programme"))), *there]

    def validate_file(self, field: Any) -> None:
        if not getattr(field.data, "filename", ""):
            raise ValidationError(str(_("Choose a file.")))
