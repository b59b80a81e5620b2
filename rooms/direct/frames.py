"""WebSocket frames (RFC 6455): made once for everybody who gets them, read by wsproto."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wsproto.frame_protocol import CloseReason, FrameProtocol, Opcode, ParseFailed

Message = str | bytes
_SHORT, _MEDIUM = 125, 0xFFFF
# A client's frame before its payload: two bytes, perhaps two more for the length, and four for the mask.
_SHORT_HEAD, _MEDIUM_HEAD = 6, 8
_WHOLE_TEXT, _WHOLE_MEDIUM_TEXT = 0x81, b"\x81\xfe"


@dataclass(frozen=True, slots=True)
class Reply:
    """Bytes that the rules want to be sent back; after the last one the line is closed."""

    frame: bytes
    is_last: bool = False


def frame(payload: bytes, opcode: int = Opcode.TEXT) -> bytes:
    """A whole message in one frame. A server's frames are not masked: the same bytes fit everybody."""
    length = len(payload)
    if length <= _SHORT:
        return bytes((0x80 | opcode, length)) + payload
    if length <= _MEDIUM:
        return bytes((0x80 | opcode, 126)) + length.to_bytes(2) + payload
    return bytes((0x80 | opcode, 127)) + length.to_bytes(8) + payload


def close_frame(code: int, reason: str = "") -> bytes:
    """The frame that ends a connection; its payload may have 125 bytes."""
    return frame(code.to_bytes(2) + reason.encode()[:100], Opcode.CLOSE)


class Reader:
    """Bytes of one client in, whole messages and replies out. `longest` bounds what a message may hold.

    `frames` is how many have been read so far: also those that complete nothing and want no reply.
    """

    __slots__ = ("_held", "_longest", "_parts", "_protocol", "frames")

    def __init__(self, longest: int) -> None:
        self._protocol = FrameProtocol(client=False, extensions=[])
        self._longest = longest
        self._parts: list[Message] = []
        self._held = 0
        self.frames = 0

    def read(self, data: bytes) -> Iterable[Message | Reply]:
        """What `data` completes. A broken rule gives the closing frame that names it, then nothing."""
        if self._is_between_messages and (whole := _only_message(data, self._longest)) is not None:
            self.frames += 1
            return (whole,)
        return self._completed(data)

    def _completed(self, data: bytes) -> Iterator[Message | Reply]:
        self._protocol.receive_bytes(data)
        try:
            for part in self._protocol.received_frames():
                self.frames += part.frame_finished
                if isinstance(part.payload, tuple):
                    yield _goodbye(part.payload[0])
                    return
                if part.opcode is Opcode.PING:
                    yield Reply(frame(bytes(part.payload), Opcode.PONG))  # type: ignore[arg-type]
                elif part.opcode is not Opcode.PONG:
                    yield from self._grown(part.payload, part.message_finished)
        except ParseFailed as failed:
            yield Reply(close_frame(failed.code), is_last=True)

    @property
    def _is_between_messages(self) -> bool:
        frames = self._protocol._frame_decoder
        return not self._parts and frames.header is None and not frames.buffer.buffer

    def _grown(self, payload: Message, is_whole: bool) -> Iterator[Message]:
        self._held += len(payload)
        if self._held > self._longest:
            raise ParseFailed("too long", CloseReason.MESSAGE_TOO_BIG)
        if is_whole and not self._parts:
            self._held = 0
            yield payload
            return
        # The first piece, be it empty, tells that a message has begun; no other empty one is worth its place.
        if payload or not self._parts:
            self._parts.append(payload)
        if is_whole:
            whole = type(payload)().join(self._parts)  # type: ignore[arg-type]
            self._parts, self._held = [], 0
            yield whole


def _only_message(data: bytes, longest: int) -> str | None:
    """The words of `data` when it is one whole masked frame of text and nothing else, as nearly all are.

    All else, and whatever breaks a rule, is left to wsproto: this is only the short way to the same answer.
    """
    length = len(data) - _SHORT_HEAD
    if 0 <= length <= _SHORT:
        if data[0] != _WHOLE_TEXT or data[1] != 0x80 | length:
            return None
        mask, payload = data[2:6], data[6:]
    else:
        length = len(data) - _MEDIUM_HEAD
        if not _SHORT < length <= min(longest, _MEDIUM) or data[:2] != _WHOLE_MEDIUM_TEXT:
            return None
        if int.from_bytes(data[2:4]) != length:
            return None
        mask, payload = data[4:8], data[8:]
    key = (mask * (length // 4 + 1))[:length]
    try:
        return (int.from_bytes(payload) ^ int.from_bytes(key)).to_bytes(length).decode()
    except UnicodeDecodeError:
        return None


def _goodbye(code: int) -> Reply:
    """A closing frame is answered with its own code; one without a code with an empty one."""
    is_empty = code == CloseReason.NO_STATUS_RCVD
    return Reply(frame(b"", Opcode.CLOSE) if is_empty else close_frame(code), is_last=True)
