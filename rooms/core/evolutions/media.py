"""How voice and picture change the room."""

from collections.abc import Iterable

from rooms.core.records import replace
from rooms.core.state import Room


def media_joined(room: Room, person: str) -> Room:
    """With sound of their own nobody sits at a telephone any more."""
    media = room.media
    joined = replace(media, joined=media.joined | {person}, by_phone=media.by_phone - {person})
    return replace(room, media=joined)


def media_left(room: Room, person: str) -> Room:
    """Out of sight and hearing. What a leader has turned off stays off for when they come back."""
    hidden = unseen(room, [person])
    return replace(hidden, media=replace(hidden.media, joined=hidden.media.joined - {person}))


def voice_stopped(room: Room, person: str, is_stopped: bool) -> Room:
    stopped = _turned(room.media.voices_stopped, person, is_stopped)
    return replace(room, media=replace(room.media, voices_stopped=stopped))


def picture_stopped(room: Room, person: str, is_stopped: bool) -> Room:
    stopped = _turned(room.media.pictures_stopped, person, is_stopped)
    return replace(room, media=replace(room.media, pictures_stopped=stopped))


def sharing_allowed(room: Room, person: str, is_allowed: bool) -> Room:
    allowed = _turned(room.media.may_share, person, is_allowed)
    return replace(room, media=replace(room.media, may_share=allowed))


def screen_shared(room: Room, person: str) -> Room:
    """`person` "": nobody's any more."""
    return replace(room, media=replace(room.media, sharing=person))


def focus_put(room: Room, person: str) -> Room:
    """`person` "": nobody is in focus any more."""
    return replace(room, media=replace(room.media, focus=person))


def phone_marked(room: Room, person: str, is_marked: bool) -> Room:
    """One is heard in one way: over the telephone or over the screen."""
    before = media_left(room, person) if is_marked else room
    by_phone = _turned(before.media.by_phone, person, is_marked)
    return replace(before, media=replace(before.media, by_phone=by_phone))


def gone(room: Room, person: str) -> Room:
    """Left, or asked to leave: by telephone too."""
    return phone_marked(media_left(room, person), person, False)


def unseen(room: Room, people: Iterable[str]) -> Room:
    """Whoever goes elsewhere or rests shows no screen there, and is in nobody's focus."""
    media, away = room.media, set(people)
    if media.sharing not in away and media.focus not in away:
        return room
    sharing = "" if media.sharing in away else media.sharing
    focus = "" if media.focus in away else media.focus
    return replace(room, media=replace(media, sharing=sharing, focus=focus))


def _turned(people: frozenset[str], person: str, is_on: bool) -> frozenset[str]:
    return people | {person} if is_on else people - {person}
