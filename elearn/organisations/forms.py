"""What an administrator fills in about organisations and people."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, EmailField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from elearn.accounts.forms import one_line
from elearn.accounts.roles import Role
from elearn.forms import Form
from elearn.languages import LANGUAGES
from elearn.organisations.models import Organisation, OrganisationKind
from elearn.organisations.rules import GRANTABLE

KINDS = {
    OrganisationKind.MUNICIPALITY: _("Municipality"),
    OrganisationKind.HEALTH_TRUST: _("Health trust"),
    OrganisationKind.USER_ORGANISATION: _("User organisation"),
}
ROLE_NAMES = {
    Role.PARTICIPANT: _("Participant"),
    Role.PROFESSIONAL: _("Professional"),
    Role.EXPERIENCED_USER: _("Experienced user"),
    Role.TECHNICAL_HOST: _("Technical host"),
    Role.COURSE_DEVELOPER: _("Course developer"),
    Role.COORDINATOR: _("Coordinator"),
    Role.ADMINISTRATOR: _("Administrator"),
}


class OrganisationForm(Form):
    name = StringField(_("Name"), [InputRequired(), Length(max=80)], filters=[one_line])
    kind = RadioField(
        _("What it is"),
        choices=[SelectChoice(kind.value, name) for kind, name in KINDS.items()],
        default=OrganisationKind.MUNICIPALITY.value,
    )
    language = SelectField(_("Language"), choices=[SelectChoice(*each) for each in LANGUAGES.items()])
    in_sami_area = BooleanField(_("In the Sámi language area"))


class PartnershipForm(Form):
    name = StringField(_("Name"), [InputRequired(), Length(max=80)], filters=[one_line])
    host = SelectField(_("Host municipality"), coerce=int)
    partners = SelectMultipleField(
        _("Partner municipalities"), coerce=int, widget=ListWidget(), option_widget=CheckboxInput()
    )

    def offer(self, hosts: Sequence[Organisation], partners: Sequence[Organisation]) -> None:
        """The organisations one can choose from."""
        self.host.choices = _places(hosts)
        self.partners.choices = _places(partners)


class RoleForm(Form):
    role = SelectField(_("Role"), choices=[SelectChoice(role.value, ROLE_NAMES[role]) for role in GRANTABLE])
    organisation = SelectField(_("Organisation"), coerce=int)

    def offer(self, places: Sequence[Organisation]) -> None:
        """The organisations in which a role can be given."""
        self.organisation.choices = _places(places)


class PersonForm(RoleForm):
    given_name = StringField(_("Given name"), [InputRequired(), Length(max=60)], filters=[one_line])
    family_name = StringField(_("Family name"), [Length(max=60)], filters=[one_line])
    email = EmailField(_("E-mail"), [InputRequired(), Length(max=254), Email()])


def _places(places: Sequence[Organisation]) -> list[SelectChoice]:
    return [SelectChoice(place.id, place.name) for place in places]
