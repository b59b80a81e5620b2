"""How phases change the room: planned and real time, from begin to end."""

from rooms.core.events import PhaseExtended, RunSheetChanged
from rooms.core.records import replace
from rooms.core.state import PhaseTime, Room, RunSheet

MINUTE_MS = 60_000


def phase_begun(room: Room, index: int) -> Room:
    """A phase one comes back to has the time that was left of it."""
    times = dict(paused(room).times)
    before = times.get(index, PhaseTime(started_at=room.at))
    times[index] = replace(before, ended_at=None)
    planned = (room.run_sheet.phases[index].minutes + before.extended_minutes) * MINUTE_MS
    left = max(0, planned - before.spent_ms)
    sheet = replace(room.run_sheet, times=times, current=index, since=room.at, ends_at=room.at + left)
    return replace(room, run_sheet=sheet)


def phase_extended(room: Room, event: PhaseExtended) -> Room:
    """Taking more minutes away than are left ends the time now."""
    sheet = room.run_sheet
    time = sheet.times[event.index]
    extended = replace(time, extended_minutes=time.extended_minutes + event.minutes)
    ends_at = max(room.at, sheet.ends_at + event.minutes * MINUTE_MS)
    return replace(
        room, run_sheet=replace(sheet, times={**sheet.times, event.index: extended}, ends_at=ends_at)
    )


def run_sheet_changed(room: Room, event: RunSheetChanged) -> Room:
    return replace(room, run_sheet=replace(room.run_sheet, phases=event.phases))


def paused(room: Room) -> RunSheet:
    """The run-sheet with the running stretch counted and over."""
    sheet = room.run_sheet
    if sheet.current is None:
        return sheet
    running = sheet.times[sheet.current]
    over = replace(running, ended_at=room.at, spent_ms=running.spent_ms + room.at - sheet.since)
    return replace(sheet, times={**sheet.times, sheet.current: over})


def resumed(room: Room) -> RunSheet:
    """The run-sheet going on where it was paused."""
    sheet = room.run_sheet
    if sheet.current is None:
        return sheet
    time = sheet.times[sheet.current]
    lost = room.at - (time.ended_at or room.at)
    running = replace(time, ended_at=None)
    return replace(
        sheet,
        times={**sheet.times, sheet.current: running},
        since=room.at,
        ends_at=sheet.ends_at + lost,
    )
