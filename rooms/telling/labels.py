"""Words for the small closed lists: parts, outcomes, states, kinds of rounds and phases."""

from __future__ import annotations

from flask_babel import gettext as _

# A translated word per code; a code that is not here is shown as nothing rather than as a code.
Words = dict[str, str]


def labels() -> dict[str, Words]:
    """All of them, by the list they belong to, for the templates."""
    return {
        "parts": parts(),
        "owners": _owners(),
        "rounds": {
            "opening": _("Opening round"),
            "closing": _("Closing round"),
            "free": _("A round"),
        },
        "sides": {
            "professional": _("Professional"),
            "experienced_user": _("Experienced user"),
            "participants": _("Participants"),
        },
        "questions": {
            "open": _("not taken up"),
            "taken": _("begun, not answered"),
            "answered": _("answered"),
            "withdrawn": _("withdrawn"),
        },
        "signals": {
            "open": _("nobody has seen to it yet"),
            "attended": _("seen to"),
            "withdrawn": _("taken back by the person"),
        },
        "went": {
            "done": _("did it"),
            "partly": _("partly"),
            "not_yet": _("not yet"),
            "changed": _("changed the plan"),
        },
        "check": {
            "heard": _("felt heard"),
            "relevant": _("relevant"),
            "time_to_share": _("time to share"),
            "belief": _("belief in the plan"),
        },
        "outcomes": outcomes(),
        "coordinator_outcomes": coordinator_outcomes(),
    }


def parts() -> Words:
    return {
        "participant": _("participant"),
        "professional": _("professional"),
        "experienced_user": _("experienced user"),
        "technical_host": _("technical host"),
        "coordinator": _("coordinator"),
    }


def outcomes() -> Words:
    """How the leaders resolved a report, as the reporter reads it."""
    return {
        "no_action": _("The leaders have read it."),
        "talked": _("The leaders have talked about it."),
        "hidden": _("The message was hidden."),
        "removed": _("Somebody was asked to leave."),
        "passed_on": _("It was passed on to the coordinator."),
    }


def coordinator_outcomes() -> Words:
    """How the coordinator resolved a report about a leader, as the reporter reads it."""
    return {
        "no_action": _("The coordinator has read it."),
        "talked": _("The coordinator has talked with the leader."),
        "passed_on": _("The coordinator has passed it on to the leader's employer."),
    }


def outcome_to_reporter(to: str, outcome: str | None) -> str:
    """What the reporter is told; while nothing is decided, who is looking at it."""
    if outcome is None:
        at_coordinator = _("The coordinator is looking at it.")
        return at_coordinator if to == "coordinator" else _("The leaders are looking at it.")
    if to == "coordinator":
        return coordinator_outcomes().get(outcome, outcomes()[outcome])
    return outcomes()[outcome]


def _owners() -> Words:
    return {
        "leaders": _("both leaders"),
        "professional": _("the professional"),
        "experienced_user": _("the experienced user"),
        "technical_host": _("the technical host"),
    }
