"""Moderation: mute, slow down, close the chat, remove; each act can be taken back."""

from collections.abc import Collection

from rooms.core import texts
from rooms.core.decisions.finding import member_off_staff, seated_member, within
from rooms.core.decisions.media import voice_ended
from rooms.core.decisions.stepping_away import going_for_good, quietened
from rooms.core.events import (
    ChatClosed,
    ChatOpened,
    Event,
    MemberLetBackIn,
    MemberMuted,
    MemberRemoved,
    MemberUnmuted,
    SlowModeSet,
)
from rooms.core.refusals import Code
from rooms.core.state import Member, Room, Standing


def mute_member(room: Room, person: str, silent: Collection[str]) -> list[Event]:
    if _seated_off_staff(room, person).muted:
        return []
    return [*quietened(room, person), *voice_ended(room, person, silent), MemberMuted(person)]


def unmute_member(room: Room, person: str) -> list[Event]:
    return [MemberUnmuted(person)] if _seated_off_staff(room, person).muted else []


def set_slow_mode(room: Room, seconds: int) -> list[Event]:
    within(seconds, 0, 300)
    return [] if seconds == room.chat.slow_seconds else [SlowModeSet(seconds)]


def close_chat(room: Room) -> list[Event]:
    return [] if room.chat.closed else [ChatClosed()]


def open_chat(room: Room) -> list[Event]:
    return [ChatOpened()] if room.chat.closed else []


def remove_member(room: Room, person: str, reason: str) -> list[Event]:
    """Also somebody who still waits at the door."""
    member = member_off_staff(room, person)
    why = texts.required(reason, otherwise=Code.REASON_NEEDED)
    if member.standing is Standing.REMOVED:
        return []
    return [*going_for_good(room, person), MemberRemoved(person, why)]


def let_back_in(room: Room, person: str) -> list[Event]:
    member = member_off_staff(room, person)
    return [MemberLetBackIn(person)] if member.standing is Standing.REMOVED else []


def _seated_off_staff(room: Room, person: str) -> Member:
    member_off_staff(room, person)
    return seated_member(room, person)
