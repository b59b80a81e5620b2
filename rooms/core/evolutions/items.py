"""How links and files on the table change the room."""

from rooms.core.events import ItemShown
from rooms.core.records import replace
from rooms.core.state import Item, Room


def item_shown(room: Room, by: str, event: ItemShown) -> Room:
    item = Item(event.kind, event.title, event.ref, event.mime, by, room.at)
    return replace(room, items={**room.items, room.seq: item})


def item_on_table(room: Room, number: int, shown: bool) -> Room:
    return replace(room, items={**room.items, number: replace(room.items[number], shown=shown)})
