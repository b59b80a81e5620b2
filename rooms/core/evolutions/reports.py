"""How reports change the room."""

from rooms.core.events import ReportMade, ReportResolved
from rooms.core.records import replace
from rooms.core.state import Report, Room


def report_made(room: Room, by: str, event: ReportMade) -> Room:
    report = Report(by, room.at, event.message, event.about, event.words, event.to)
    return replace(room, reports={**room.reports, room.seq: report})


def report_resolved(room: Room, by: str, event: ReportResolved) -> Room:
    resolved = replace(
        room.reports[event.report],
        outcome=event.outcome,
        outcome_words=event.words,
        resolved_by=by,
        resolved_at=room.at,
    )
    return replace(room, reports={**room.reports, event.report: resolved})
