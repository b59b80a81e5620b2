"""What is filled in about equipment and calls."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, RadioField, SelectField, TelField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from elearn.courses.forms import CLOCK, in_our_time
from elearn.equipment.outcomes import Line, Outcome
from elearn.equipment.service import Result
from elearn.forms import Form


def _choices(words: type[StrEnum]) -> list[SelectChoice]:
    return [SelectChoice(word.value, word.value) for word in words]


class ResultForm(Form):
    """What the page has found; what is not told was skipped."""

    microphone = SelectField(choices=_choices(Outcome), default=Outcome.SKIPPED.value)
    loudspeaker = SelectField(choices=_choices(Outcome), default=Outcome.SKIPPED.value)
    camera = SelectField(choices=_choices(Outcome), default=Outcome.SKIPPED.value)
    line = SelectField(choices=_choices(Line), default=Line.SKIPPED.value)
    wants_call = BooleanField()

    def result(self) -> Result:
        return Result(
            microphone=Outcome(self.microphone.data),
            loudspeaker=Outcome(self.loudspeaker.data),
            camera=Outcome(self.camera.data),
            line=Line(self.line.data),
            wants_call=bool(self.wants_call.data),
        )


class TimesForm(Form):
    """From when to when somebody can call, and how long a call may take."""

    day = DateField(_("Day"), [InputRequired(), in_our_time])
    begins = TimeField(
        _("From"), [InputRequired()], format=CLOCK, invalid_value_message=_("Write the time as 18:30.")
    )
    ends = TimeField(
        _("To"), [InputRequired()], format=CLOCK, invalid_value_message=_("Write the time as 18:30.")
    )
    minutes = SelectField(
        _("Minutes for each call"),
        [InputRequired()],
        choices=[SelectChoice(each, str(each)) for each in (15, 20, 30)],
        default=20,
        coerce=int,
    )

    def span(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The two moments that were chosen."""
        return (
            datetime.combine(self.day.data, self.begins.data, zone),
            datetime.combine(self.day.data, self.ends.data, zone),
        )


class BookingForm(Form):
    """Which time, and on which number to be called."""

    time = RadioField(_("When shall we call you?"), [InputRequired()])
    number = TelField(
        _("Your telephone number"),
        [DataRequired(), Length(max=30)],
        description=_(
            "It is shown to the technical host and the coordinator, and deleted the day after the call."
        ),
    )
