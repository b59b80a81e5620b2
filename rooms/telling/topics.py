"""The topics of a person's own log in words: what it is, what it is kept for, who can see it."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from rooms.story.own import Topic


@dataclass(frozen=True, slots=True)
class Heading:
    """A topic in words."""

    title: str
    purpose: str
    seen_by: str


def headings() -> dict[Topic, Heading]:
    """Every topic: what it is, what it is kept for, and who can see it."""
    return {
        Topic.HERE: Heading(
            _("When you were here"),
            _("So that your seat is yours, and the leaders know who came."),
            _("Those at the table saw that you were there. The two leaders see the minutes."),
        ),
        Topic.TALK: Heading(
            _("What you wrote"),
            _("So that nothing is lost when a line drops, and the talk can be read again."),
            _(
                "Those who were in the same place. The two leaders can read what was written to everybody, "
                "but not what was written in a group they did not visit."
            ),
        ),
        Topic.WORD: Heading(
            _("Hands, rounds and the word"),
            _("So that everybody gets a turn, and the leaders see whether the word was shared fairly."),
            _("Everybody saw it happen. Afterwards the leaders see sums, not each person."),
        ),
        Topic.MEDIA: Heading(
            _("Sound and picture"),
            _("So that people hear and see one another, and only as each one wants."),
            _(
                "Those in the same place. That you took part is kept, never what was said or seen: "
                "nothing is recorded."
            ),
        ),
        Topic.QUESTIONS: Heading(
            _("Questions and choices"),
            _("So that questions are answered, also those left over."),
            _("All see a question; nobody sees who asked without a name, or what you chose."),
        ),
        Topic.GROUPS: Heading(
            _("Small groups"),
            _("So that you find your group again, and meet others another time."),
            _("Everybody at the table saw who sat where."),
        ),
        Topic.SHARED: Heading(
            _("What you shared"),
            _("You chose to share it with the group."),
            _("Everybody at the table."),
        ),
        Topic.CHECK: Heading(
            _("Your answers at the end"),
            _("So that the next session becomes better."),
            _("Nobody sees yours. The leaders see a mean when at least five have answered."),
        ),
        Topic.BUDDY: Heading(
            _("Your buddy"),
            _("So that two who wish it can support each other between the sessions."),
            _("A wish is yours alone. A pair is known to the two of you."),
        ),
        Topic.CARE: Heading(
            _("When you were not well"),
            _("So that somebody looks after you, that evening and the next day."),
            _("The two leaders."),
        ),
        Topic.MODERATION: Heading(
            _("What the leaders did"),
            _("So that every act can be explained and taken back."),
            _("The two leaders."),
        ),
        Topic.REPORTS: Heading(
            _("What you told about"),
            _("So that somebody looks at it and gives you an answer."),
            _("The two leaders; the coordinator alone when it is about a leader."),
        ),
        Topic.LEADING: Heading(
            _("What you did for the evening"),
            _("So that both leaders can account for the evening."),
            _("The two leaders."),
        ),
    }
