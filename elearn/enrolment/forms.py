"""What is filled in about a participant."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, EmailField, SelectField, StringField, TelField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional, Regexp

from elearn.accounts.forms import one_line
from elearn.enrolment.service import Newcomer
from elearn.forms import Form, as_mobile
from elearn.languages import LANGUAGES
from elearn.organisations.models import Organisation


class NewcomerForm(Form):
    given_name = StringField(_("Given name"), [DataRequired(), Length(max=60)], filters=[one_line])
    family_name = StringField(_("Family name"), [Length(max=60)], filters=[one_line])
    alias = StringField(_("What others see in the room"), [Length(max=60)], filters=[one_line])
    email = EmailField(_("E-mail"), [Optional(), Length(max=254), Email()], filters=[one_line])
    mobile = TelField(_("Mobile"), [Optional(), Regexp(r"^\+\d{8,15}$")], filters=[as_mobile])
    home = SelectField(_("Home municipality"), [InputRequired()], coerce=int)
    beyond = BooleanField(_("Give a place although the course is full"))
    because = StringField(
        _("Why they can begin here all the same"),
        [Length(max=200)],
        filters=[one_line],
        description=_("They can read it. Write nothing about health."),
    )
    language = SelectField(_("Language"), choices=[SelectChoice(*each) for each in LANGUAGES.items()])

    def offer(self, municipalities: list[Organisation]) -> None:
        """The municipalities to choose from."""
        self.home.choices = [SelectChoice(place.id, place.name) for place in municipalities]

    def newcomer(self) -> Newcomer:
        return Newcomer(
            given_name=self.given_name.data,
            family_name=self.family_name.data,
            alias=self.alias.data,
            email=self.email.data,
            mobile=self.mobile.data,
            language=self.language.data,
            home_municipality_id=self.home.data,
        )
