"""The library's own sockets, for long polling and where the direct path is off, made safe from ill will."""

from __future__ import annotations

from typing import Any

import engineio.socket
import structlog
from engineio import packet
from engineio.exceptions import EngineIOError

log = structlog.get_logger()

# What a packet that is neither Engine.IO nor Socket.IO makes the library raise.
BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, EngineIOError)


class StockSocket(engineio.socket.Socket):
    """Waits for nobody who has stopped polling, and ends quietly when it hears what is neither protocol."""

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:
        """As the library's, which would wait, perhaps for ever, until all that is queued has been fetched."""
        super().close(wait=False, abort=abort, reason=reason)
        # Whoever posts to it once more gets a 400; the library would fail on one it has but that is closed.
        self.server.sockets.pop(self.sid, None)

    def receive(self, pkt: Any) -> None:
        """As the library's, which would write a traceback into the log for whatever anybody sends."""
        if pkt.packet_type != packet.MESSAGE:
            super().receive(pkt)
            return
        try:
            self.server.handlers["message"](self.sid, pkt.data)
        except BROKEN:
            self._end()
        except Exception:
            log.exception("socket_failed")
            self._end()

    def handle_post_request(self, environ: dict[str, Any]) -> None:
        """As the library's; bytes that are no packets are answered with 400."""
        try:
            super().handle_post_request(environ)
        except ValueError as error:
            raise EngineIOError from error

    def _end(self) -> None:
        self.close(reason=self.server.reason.TRANSPORT_ERROR)


def init() -> None:
    """Have the library make these; it has no other way to be told so."""
    engineio.socket.Socket = StockSocket
