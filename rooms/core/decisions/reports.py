"""Reports: something was not right; somebody who is not concerned looks at it and answers."""

from rooms.core import texts
from rooms.core.actors import Actor
from rooms.core.commands import ResolveReport
from rooms.core.decisions.chat import hide_message
from rooms.core.decisions.finding import readable_message
from rooms.core.events import Event, ReportMade, ReportResolved
from rooms.core.kinds import ReportTo
from rooms.core.refusals import Code, Refused
from rooms.core.rules import is_leader, may_be_outcome, may_handle_report
from rooms.core.state import Report, Room


def report_message(room: Room, actor: Actor, number: int, words: str) -> list[Event]:
    said = texts.optional(words)
    author = readable_message(room, actor, number).by
    if any((report.by, report.message) == (actor.id, number) for report in room.reports.values()):
        raise Refused(Code.ALREADY_REPORTED)
    return [ReportMade(number, author, said, _goes_to(room, author))]


def report_said(room: Room, words: str, about: str) -> list[Event]:
    said = texts.required(words)
    if about and about not in room.members and not is_leader(room, about):
        raise Refused(Code.NO_SUCH_MEMBER)
    return [ReportMade(None, about, said, _goes_to(room, about))]


def resolve_report(room: Room, actor: Actor, command: ResolveReport) -> list[Event]:
    """A report somebody may not handle is answered as if it did not exist: leaders must not learn of it.

    The reporter is told that the message was hidden, so it is hidden with that.
    """
    said = texts.optional(command.words)
    report = room.reports.get(command.report)
    if report is None or not may_handle_report(actor, report.to):
        raise Refused(Code.NO_SUCH_REPORT)
    if not may_be_outcome(room, report, command.outcome):
        raise Refused(Code.NOT_DONE)
    promised = _hiding(room, report) if command.outcome == "hidden" else []
    if (report.outcome, report.outcome_words) == (command.outcome, said):
        return promised
    return [*promised, ReportResolved(command.report, command.outcome, said)]


def _hiding(room: Room, report: Report) -> list[Event]:
    return [] if report.message is None else hide_message(room, report.message, "")


def _goes_to(room: Room, about: str) -> ReportTo:
    return "coordinator" if is_leader(room, about) else "leaders"
