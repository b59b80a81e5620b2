"""The form of a quiz: which kind it is, and the fields that each kind has."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from modules.authoring.fields import Field, Type

ONE, MANY, TRUE_FALSE, ORDER, MATCH, TEXT, NUMBER = (
    "", "many", "true-false", "order", "match", "text", "number",
)  # fmt: skip

WORDS = (
    (ONE, _("Choose one answer")),
    (MANY, _("Choose one or more answers")),
    (TRUE_FALSE, _("True or not true")),
    (ORDER, _("Put in order")),
    (MATCH, _("Find what belongs together")),
    (TEXT, _("Answer in words")),
    (NUMBER, _("Answer with a number")),
)

QUIZ_FIELDS = (
    Field(Type.TEXT, _("Question")),
    Field(Type.CHOICE, _("How it is answered"), "kind", is_shared=True, options=WORDS),
    Field(Type.ANSWERS, _("Answers"), only=(ONE, MANY)),
    Field(Type.STATEMENTS, _("Statements"), only=(TRUE_FALSE,)),
    Field(
        Type.ORDER,
        _("Things in the right order"),
        help=_("Participants meet them in another one."),
        only=(ORDER,),
    ),
    Field(
        Type.PAIRS,
        _("Pairs"),
        help=_("Several on the left may belong with the same on the right."),
        only=(MATCH,),
    ),
    Field(
        Type.PHRASES,
        _("Answers we take, and others we foresee"),
        help=_("Capitals, accents and blanks do not count."),
        only=(TEXT,),
    ),
    Field(Type.LINE, _("What is counted"), "unit", help=_("As in minutes. It may be empty."), only=(NUMBER,)),
    Field(
        Type.AMOUNTS,
        _("Numbers we take, and others we foresee"),
        help=_("As in 7, 2.5 or 7 ± 1."),
        only=(NUMBER,),
    ),
    Field(
        Type.AFTER,
        _("Said to all who have answered"),
        help=_("It may be empty."),
        only=(MANY, TRUE_FALSE, ORDER, MATCH, TEXT, NUMBER),
    ),
)
