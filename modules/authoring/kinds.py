"""The kinds of block in an author's words: what each is for, and the fields of its form.

A new kind needs an entry here, and nothing in the editor. Fields of one type work alike in every form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from modules.authoring.fields import INSIDE, Field, Type
from modules.authoring.quiz_fields import QUIZ_FIELDS
from modules.blocks import KINDS


@dataclass(frozen=True, slots=True)
class Form:
    """`words`: what the kind is called. `purpose`: one line on what it is for."""

    words: Any
    purpose: Any
    fields: tuple[Field, ...]


_MEDIA = (
    Field(Type.FILE, _("File"), "src", is_shared=True),
    Field(
        Type.FILE, _("File with captions"), "captions", help=_("For those who do not hear. It ends in .vtt.")
    ),
    Field(Type.LINE, _("Title"), "title", help=_("What it is, and how long it lasts.")),
)
_TRANSCRIPT = Field(Type.TEXT, _("Everything that is said"))

FORMS: dict[str, Form] = {
    "prose": Form(_("Text"), _("Paragraphs, headings and lists."), (Field(Type.PROSE, _("Text")),)),
    "picture": Form(
        _("Picture"),
        _("Shows one thing that is easier to see than to read."),
        (
            Field(Type.FILE, _("File"), "src", is_shared=True),
            Field(Type.LINE, _("What the picture shows"), "alt", help=_("For those who do not see it.")),
            Field(Type.LINE, _("Words under the picture"), "caption"),
        ),
    ),
    "sound": Form(_("Sound"), _("Something to listen to, with all of its words."), (*_MEDIA, _TRANSCRIPT)),
    "video": Form(
        _("Film"),
        _("Something to watch, with captions and all of its words."),
        (*_MEDIA, Field(Type.FILE, _("Picture before it starts"), "poster", is_shared=True), _TRANSCRIPT),
    ),
    "file": Form(
        _("Document"),
        _("Something to take home and keep, or to print."),
        (
            Field(Type.FILE, _("File"), "src", is_shared=True),
            Field(Type.LINE, _("Title"), "title", help=_("What is in it.")),
        ),
    ),
    "experience": Form(
        _("Experience"),
        _("Somebody who has been there tells, in the first person."),
        (Field(Type.LINE, _("Who tells this"), "name"), Field(Type.TEXT, _("The story"))),
    ),
    "talk": Form(
        _("For the session"),
        _("A question to bring to the next session."),
        (Field(Type.TEXT, _("Question")),),
    ),
    "links": Form(
        _("Read on"), _("Places to read more, as a list of links."), (Field(Type.PROSE, _("Links")),)
    ),
    "reflection": Form(
        _("Reflection"),
        _("A question to oneself, answered in free text."),
        (Field(Type.TEXT, _("Question")),),
    ),
    "quiz": Form(
        _("Quiz"),
        _("A question to find the answer to, and a few kind words to whoever tries."),
        QUIZ_FIELDS,
    ),
    "checklist": Form(
        _("Checklist"),
        _("Things to tick when they are done."),
        (Field(Type.TEXT, _("Introduction")), Field(Type.ITEMS, _("Things to tick"))),
    ),
    "scale": Form(
        _("Scale"),
        _("How much, from one number to another."),
        (
            Field(Type.TEXT, _("Question")),
            Field(Type.NUMBER, _("Lowest number"), "min", is_shared=True),
            Field(Type.LINE, _("What the lowest number means"), "low"),
            Field(Type.NUMBER, _("Highest number"), "max", is_shared=True),
            Field(Type.LINE, _("What the highest number means"), "high"),
        ),
    ),
    "agreement": Form(
        _("Agreement"),
        _("A promise. The leaders see who has given it, and when."),
        (Field(Type.TEXT, _("The promise")),),
    ),
    "energy-log": Form(
        _("Energy log"),
        _("What drains and what fills, day by day."),
        (
            Field(Type.NUMBER, _("Number of days"), "days", is_shared=True),
            Field(Type.TEXT, _("Introduction")),
        ),
    ),
    "training-log": Form(
        _("Training log"),
        _("What one has trained, day by day, and how hard it was."),
        (
            Field(Type.NUMBER, _("Number of weeks"), "weeks", is_shared=True),
            Field(Type.NUMBER, _("Days with training in a week"), "per-week", is_shared=True),
            Field(Type.TEXT, _("Introduction")),
        ),
    ),
    "action-plan": Form(
        _("Weekly plan"),
        _("Where the participant's own weekly plan shows."),
        (Field(Type.TEXT, _("Introduction")),),
    ),
    "network-map": Form(
        _("Map of people"),
        _("People and places, near or far, and what each gives."),
        (Field(Type.TEXT, _("Introduction")),),
    ),
    "buddy": Form(
        _("Buddy"),
        _("Something for the two of a buddy pair to do in the middle of the week."),
        (Field(Type.TEXT, _("What they do")),),
    ),
}


def kinds_for_editor() -> list[dict[str, Any]]:
    """Every kind as the editor's page gets it: in the order of its menu, in the language of the request."""
    return [
        {
            "kind": kind,
            "words": str(form.words),
            "purpose": str(form.purpose),
            "is_answered": "block" in KINDS[kind].__dataclass_fields__,
            "fields": [_told(field) for field in form.fields],
        }
        for kind, form in FORMS.items()
    ]


def _told(field: Field) -> dict[str, Any]:
    return {
        "name": field.name or INSIDE.get(field.type, field.type.value),
        "type": field.type.value,
        "label": str(field.label),
        "is_shared": field.is_shared,
        "help": str(field.help),
        "options": [{"value": value, "words": str(words)} for value, words in field.options],
        "only": field.only,
    }
