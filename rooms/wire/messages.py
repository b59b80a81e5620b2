"""Messages as a viewer sees them: those of their own place, and of a hidden one only that it is there."""

from __future__ import annotations

from typing import Any

from rooms.core.rules import is_said_at
from rooms.core.state import Message, Room
from rooms.wire.audience import Audience


def message(room: Room, audience: Audience, key: int) -> dict[str, Any] | None:
    """A message in the viewer's own place; a hidden one keeps its place in the talk but not its words."""
    said: Message | None = room.chat.messages.get(key)
    if said is None or not is_said_at(room, audience.place, key, said):
        return None
    hidden = bool(said.hidden_by)
    seen = {
        "by": said.by,
        "at": said.at,
        "text": "" if hidden and not audience.leads else said.text,
        "reply_to": said.reply_to,
        "reactions": {name: list(people) for name, people in said.reactions.items() if people},
        "hidden": hidden,
    }
    return seen | {"hidden_reason": said.hidden_reason} if hidden and audience.leads else seen
