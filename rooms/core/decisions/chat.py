"""The conversation: messages where one is, reactions, hiding, and the leaders' back-channel."""

from rooms.core import texts
from rooms.core.actors import Actor
from rooms.core.decisions.finding import found, readable_message
from rooms.core.events import (
    BackchannelSent,
    Event,
    MessageHidden,
    MessageSent,
    MessageShown,
    ReactionAdded,
    ReactionRemoved,
)
from rooms.core.kinds import REACTIONS
from rooms.core.refusals import Code, Refused
from rooms.core.rules import (
    has_ended,
    in_side_room,
    is_quieted,
    may_write_again,
    may_write_when_chat_is_closed,
    place_of,
)
from rooms.core.state import Room


def send_message(room: Room, actor: Actor, text: str, reply_to: int | None, at: int) -> list[Event]:
    _check_chat_is_open(room, actor, at)
    written = texts.required(text, texts.MESSAGE)
    place = place_of(room, actor.id)
    if reply_to is not None and _visible_message_place(room, actor, reply_to) != place:
        raise Refused(Code.NO_SUCH_MESSAGE)
    return [MessageSent(written, reply_to, place)]


def react(room: Room, actor: Actor, number: int, reaction: str) -> list[Event]:
    return [] if _has_reacted(room, actor, number, reaction) else [ReactionAdded(number, reaction)]


def unreact(room: Room, actor: Actor, number: int, reaction: str) -> list[Event]:
    return [ReactionRemoved(number, reaction)] if _has_reacted(room, actor, number, reaction) else []


def hide_message(room: Room, number: int, reason: str) -> list[Event]:
    """Any message, also in a group the leader is not in: a report may point to it."""
    why = texts.optional(reason)
    message = found(room.chat.messages, number, Code.NO_SUCH_MESSAGE)
    return [] if message.hidden_by else [MessageHidden(number, why)]


def show_message(room: Room, number: int) -> list[Event]:
    message = found(room.chat.messages, number, Code.NO_SUCH_MESSAGE)
    return [MessageShown(number)] if message.hidden_by else []


def send_backchannel(text: str) -> list[Event]:
    return [BackchannelSent(texts.required(text))]


def _check_chat_is_open(room: Room, actor: Actor, at: int) -> None:
    if has_ended(room) and not in_side_room(room, actor.id):
        raise Refused(Code.ENDED)
    if is_quieted(room, actor.id):
        raise Refused(Code.MUTED)
    if room.chat.closed and not may_write_when_chat_is_closed(room, actor):
        raise Refused(Code.CHAT_CLOSED)
    if not may_write_again(room, actor, at):
        raise Refused(Code.SLOW_MODE)


def _visible_message_place(room: Room, actor: Actor, number: int) -> str:
    message = readable_message(room, actor, number)
    if message.hidden_by:
        raise Refused(Code.NO_SUCH_MESSAGE)
    return message.place


def _has_reacted(room: Room, actor: Actor, number: int, reaction: str) -> bool:
    if reaction not in REACTIONS:
        raise Refused(Code.UNKNOWN_REACTION)
    _visible_message_place(room, actor, number)
    return actor.id in room.chat.messages[number].reactions.get(reaction, ())
