"""Links and files the leaders lay on the table."""

import re
from urllib.parse import urlsplit

from rooms.core import texts
from rooms.core.commands import ShowFile
from rooms.core.decisions.finding import found
from rooms.core.events import Event, ItemShown, ItemShownAgain, ItemTakenDown
from rooms.core.refusals import Code, Refused
from rooms.core.state import Room

# An id of the platform's own making: never a way to somewhere else.
FILE_ID = re.compile(r"[0-9a-z]{1,40}")


def show_link(title: str, url: str) -> list[Event]:
    return [ItemShown("link", _title(title), _whole_web_address(url), "")]


def show_file(command: ShowFile) -> list[Event]:
    file = texts.required(texts.one_line(command.file), texts.TITLE)
    if not FILE_ID.fullmatch(file):
        raise Refused(Code.NO_SUCH_ITEM)
    mime = texts.required(texts.one_line(command.mime), texts.TITLE)
    return [ItemShown("file", _title(command.title), file, mime)]


def take_down_item(room: Room, number: int) -> list[Event]:
    return [ItemTakenDown(number)] if found(room.items, number, Code.NO_SUCH_ITEM).shown else []


def show_item_again(room: Room, number: int) -> list[Event]:
    return [] if found(room.items, number, Code.NO_SUCH_ITEM).shown else [ItemShownAgain(number)]


def _title(title: str) -> str:
    return texts.required(texts.one_line(title), texts.TITLE)


def _whole_web_address(url: str) -> str:
    """Only http and https with a host and without a password: everything else can run or deceive."""
    address = texts.required(url, texts.LINK)
    if any(character.isspace() or character in '<>"\\' for character in address):
        raise Refused(Code.BAD_LINK)
    try:
        parts = urlsplit(address)
        host, port_is_a_number = parts.hostname, parts.port is None or parts.port >= 0
    except ValueError:
        raise Refused(Code.BAD_LINK) from None
    if parts.scheme not in ("http", "https") or not host or not port_is_a_number or "@" in parts.netloc:
        raise Refused(Code.BAD_LINK)
    return address
