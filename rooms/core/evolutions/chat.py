"""How the conversation changes the room. The hot path: one page of messages is copied, no more."""

from rooms.core.events import MessageHidden, MessageSent, ReactionAdded, ReactionRemoved
from rooms.core.records import replace
from rooms.core.state import Line, Message, Room


def message_sent(room: Room, by: str, event: MessageSent) -> Room:
    message = Message(by, room.at, event.place, event.text, event.reply_to)
    chat = replace(
        room.chat,
        messages=room.chat.messages.put(room.seq, message),
        last_sent={**room.chat.last_sent, by: room.at},
    )
    return replace(room, chat=chat)


def reaction_added(room: Room, by: str, event: ReactionAdded) -> Room:
    given = room.chat.messages[event.message].reactions.get(event.reaction, ())
    return _with_reaction(room, event.message, event.reaction, (*given, by))


def reaction_removed(room: Room, by: str, event: ReactionRemoved) -> Room:
    given = room.chat.messages[event.message].reactions.get(event.reaction, ())
    return _with_reaction(room, event.message, event.reaction, tuple(p for p in given if p != by))


def message_hidden(room: Room, by: str, event: MessageHidden) -> Room:
    message = room.chat.messages[event.message]
    return _with_message(room, event.message, replace(message, hidden_by=by, hidden_reason=event.reason))


def message_shown(room: Room, number: int) -> Room:
    shown = replace(room.chat.messages[number], hidden_by="", hidden_reason="")
    return _with_message(room, number, shown)


def backchannel_sent(room: Room, by: str, text: str) -> Room:
    line = Line(by, room.at, text)
    return replace(room, chat=replace(room.chat, backchannel=room.chat.backchannel.put(room.seq, line)))


def slow_mode_set(room: Room, seconds: int) -> Room:
    return replace(room, chat=replace(room.chat, slow_seconds=seconds))


def closed(room: Room, is_closed: bool) -> Room:
    return replace(room, chat=replace(room.chat, closed=is_closed))


def _with_reaction(room: Room, number: int, reaction: str, people: tuple[str, ...]) -> Room:
    message = room.chat.messages[number]
    others = {kind: given for kind, given in message.reactions.items() if kind != reaction}
    reactions = {**others, reaction: people} if people else others
    return _with_message(room, number, replace(message, reactions=reactions))


def _with_message(room: Room, number: int, message: Message) -> Room:
    return replace(room, chat=replace(room.chat, messages=room.chat.messages.put(number, message)))
