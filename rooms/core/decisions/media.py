"""Voice and picture: taking part, what leaders turn off, whose screen is shown, who is on the telephone."""

from collections.abc import Collection

from rooms.core.actors import Actor
from rooms.core.decisions.finding import member_here, seated_member
from rooms.core.events import (
    Event,
    FocusLifted,
    FocusPut,
    MediaJoined,
    MediaLeft,
    MemberArrived,
    PhoneMarked,
    PhoneUnmarked,
    PictureResumed,
    PictureStopped,
    ScreenShared,
    ScreenUnshared,
    SharingAllowed,
    SharingDisallowed,
    VoiceResumed,
    VoiceStopped,
)
from rooms.core.refusals import Code, Refused
from rooms.core.rules import is_on_staff, is_quieted, may_act_for, may_share, may_talk
from rooms.core.state import Room, Standing


def join_media(room: Room, actor: Actor) -> list[Event]:
    """Nobody listens unseen: whoever has left comes in first."""
    if not may_talk(room, actor.id):
        raise Refused(Code.ENDED if room.members[actor.id].here else Code.NOT_IN_ROOM)
    return [] if actor.id in room.media.joined else [MediaJoined()]


def leave_media(room: Room, actor: Actor) -> list[Event]:
    return [MediaLeft()] if actor.id in room.media.joined else []


def stop_voice(room: Room, person: str) -> list[Event]:
    _in_media(room, person)
    return [] if person in room.media.voices_stopped else [VoiceStopped(person)]


def stop_all_voices(room: Room, silent: Collection[str]) -> list[Event]:
    """The leaders go on speaking, as does whoever helps with the equipment. The silent are told nothing."""
    seated = (each for each in room.members.values() if each.standing is Standing.SEATED)
    heard = room.media.joined - room.media.voices_stopped - set(silent)
    stopped = (each.id for each in seated if each.id in heard and not is_on_staff(each))
    return [VoiceStopped(person, of_all=True) for person in stopped]


def voice_ended(room: Room, person: str, silent: Collection[str]) -> list[Event]:
    """For whoever is muted, and was not silent: afterwards they turn their microphone on themselves."""
    heard = room.media.joined - room.media.voices_stopped - set(silent)
    return [VoiceStopped(person)] if person in heard else []


def resume_voice(room: Room, actor: Actor) -> list[Event]:
    _in_media(room, actor.id)
    if is_quieted(room, actor.id):
        raise Refused(Code.MUTED)
    return [VoiceResumed()] if actor.id in room.media.voices_stopped else []


def stop_picture(room: Room, person: str) -> list[Event]:
    _in_media(room, person)
    return [] if person in room.media.pictures_stopped else [PictureStopped(person)]


def resume_picture(room: Room, actor: Actor) -> list[Event]:
    _in_media(room, actor.id)
    return [PictureResumed()] if actor.id in room.media.pictures_stopped else []


def allow_sharing(room: Room, person: str) -> list[Event]:
    seated_member(room, person)
    return [] if may_share(room, person) else [SharingAllowed(person)]


def disallow_sharing(room: Room, person: str) -> list[Event]:
    if person not in room.media.may_share:
        return []
    shown: list[Event] = [ScreenUnshared(person)] if room.media.sharing == person else []
    return [*shown, SharingDisallowed(person)]


def share_screen(room: Room, actor: Actor) -> list[Event]:
    _in_media(room, actor.id)
    if not may_share(room, actor.id):
        raise Refused(Code.MAY_NOT_SHARE)
    if room.media.sharing == actor.id:
        return []
    if room.media.sharing:
        raise Refused(Code.SCREEN_SHARED)
    return [ScreenShared()]


def stop_sharing(room: Room, actor: Actor) -> list[Event]:
    whose = room.media.sharing
    if not whose:
        return []
    if not may_act_for(actor, whose):
        raise Refused(Code.LEADERS_ONLY)
    return [ScreenUnshared(whose)]


def put_in_focus(room: Room, person: str) -> list[Event]:
    member_here(room, person)
    _in_media(room, person)
    return [] if room.media.focus == person else [FocusPut(person)]


def lift_focus(room: Room) -> list[Event]:
    return [FocusLifted()] if room.media.focus else []


def mark_by_phone(room: Room, person: str) -> list[Event]:
    """Whoever is called has come, whether or not their screen has."""
    member = seated_member(room, person)
    if person in room.media.by_phone:
        return []
    come: list[Event] = [] if member.here else [MemberArrived(person)]
    return [PhoneMarked(person), *come]


def unmark_by_phone(room: Room, person: str) -> list[Event]:
    """Without a screen that is connected they are missed after the usual grace, as anybody is."""
    seated_member(room, person)
    return [PhoneUnmarked(person)] if person in room.media.by_phone else []


def _in_media(room: Room, person: str) -> None:
    seated_member(room, person)
    if person not in room.media.joined:
        raise Refused(Code.NOT_IN_MEDIA)
