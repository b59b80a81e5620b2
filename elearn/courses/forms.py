"""What is filled in to plan a course and to move a session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, StringField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from elearn.accounts.forms import one_line
from elearn.accounts.roles import Role
from elearn.courses.models import Programme
from elearn.courses.queries import Assigned
from elearn.forms import Form
from elearn.languages import words
from elearn.organisations.models import Partnership

# A slip of the finger in the year: every page that counts from such a day would fail for everybody.
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


def in_our_time(_form: Form, field: DateField) -> None:
    """Refuse a year that nobody can have meant."""
    if field.data is not None and not EARLIEST <= field.data < LATEST:
        raise ValidationError(field.gettext("Not a valid date value."))


# With seconds too: some browsers add them to a time that nobody touched.
CLOCK = ["%H:%M", "%H:%M:%S"]


class TimeForm(Form):
    """A day and a time on the wall."""

    day = DateField(_("Day"), [InputRequired(), in_our_time])
    time = TimeField(
        _("Time"), [InputRequired()], format=CLOCK, invalid_value_message=_("Write the time as 18:30.")
    )

    def moment(self, zone: ZoneInfo) -> datetime:
        """The moment that was chosen."""
        return datetime.combine(self.day.data, self.time.data, zone)


class NewCourseForm(TimeForm):
    programme = SelectField(_("Programme"), [InputRequired()], coerce=int)
    partnership = SelectField(_("Municipalities"), [InputRequired()], coerce=int)
    name = StringField(
        _("A name to tell it apart"),
        [Length(max=80)],
        filters=[one_line],
        description=_("For the staff, for example: Autumn, Tuesdays. You may leave it empty."),
    )
    day = DateField(_("First day"), [InputRequired(), in_our_time])
    time = TimeField(
        _("Time of the sessions"),
        [InputRequired()],
        format=CLOCK,
        invalid_value_message=_("Write the time as 18:30."),
    )
    professional = SelectField(_("Course leader, professional"))
    experienced_user = SelectField(_("Course leader, experienced user"))
    technical_host = SelectField(_("Technical host"))

    def offer(
        self,
        programmes: Sequence[Programme],
        partnerships: Sequence[Partnership],
        candidates: Sequence[Assigned],
    ) -> None:
        """What there is to choose from."""
        self.programme.choices = [SelectChoice(each.id, words(each.title)) for each in programmes]
        self.partnership.choices = [SelectChoice(each.id, each.name) for each in partnerships]
        for role, field in self.parts().items():
            people = {
                each.person.public_id: each.person.full_name for each in candidates if each.role is role
            }
            field.choices = [SelectChoice(*each) for each in [("", _("Decide later")), *people.items()]]

    def parts(self) -> dict[Role, SelectField]:
        """The field of each part."""
        return {
            Role.PROFESSIONAL: self.professional,
            Role.EXPERIENCED_USER: self.experienced_user,
            Role.TECHNICAL_HOST: self.technical_host,
        }
