"""The other processes of this installation. Only hints go between them, over Redis: the log is what is true.

A hint that is lost costs a second: whoever hears nothing looks into the log by number. So Redis may be away,
and nothing in it matters.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from typing import Any

import structlog
from redis import Redis
from redis.exceptions import RedisError

from elearn import eventloop

log = structlog.get_logger()

CHANNEL = "mestringsrom:rooms"
# Redis is on the same network: what takes longer than this is as good as away.
TIMEOUT_S = 2.0
BACK_OFF_S, LONGEST_BACK_OFF_S = 0.25, 4.0
# How long the others have to say that somebody is connected with them, and how long that is believed.
ANSWER_WITHIN_MS, BELIEVED_MS = 3_000, 12_000

Place = tuple[int, str]


class Neighbours:
    """Tells hints to the others and hears theirs: `hear` gets each as a mapping, in a greenlet of its own.

    `back` is called when Redis has come back: hints have been missed.
    """

    def __init__(self, url: str, clock: Callable[[], int]) -> None:
        self.is_away = True
        self._url, self._clock = url, clock
        self._id = secrets.token_hex(8)
        self._hear: Callable[[dict[str, Any]], None] = lambda hint: None
        self._back: Callable[[], None] = lambda: None
        self._news: dict[int, int] = {}
        self._hints: list[dict[str, Any]] = []
        self._asked: dict[Place, int] = {}
        self._heard: dict[Place, int] = {}
        self._sender = eventloop.Worker(self._send)
        self._client = self._connected()

    def listen(self, hear: Callable[[dict[str, Any]], None], back: Callable[[], None]) -> None:
        """Hear the others from now on."""
        self._hear, self._back = hear, back
        eventloop.in_background(self._listen_for_ever)

    def tell_news(self, room_id: int, seq: int) -> None:
        """The log of a room has come as far as `seq`. Waits for nothing."""
        self._news[room_id] = seq
        self._sender.wake()

    def tell(self, **hint: Any) -> None:
        """Tell anything else. Waits for nothing."""
        self._hints.append(hint)
        self._sender.wake()

    def is_missed_by_all(self, room_id: int, person: str) -> bool:
        """True when all were asked and nobody has the person connected; False while that is not known."""
        place, now = (room_id, person), self._clock()
        if self.is_away or now - self._heard.get(place, 0) < BELIEVED_MS:
            return False
        if place not in self._asked:
            self._asked[place] = now
            self.tell(asked=place)
            return False
        if now - self._asked[place] < ANSWER_WITHIN_MS:
            return False
        del self._asked[place]
        return True

    def note_connected(self, room_id: int, person: str) -> None:
        """Another process has the person connected."""
        self._heard[room_id, person] = self._clock()
        self._asked.pop((room_id, person), None)

    def forget_old(self) -> None:
        """Free what was noted of people long gone."""
        before = self._clock() - BELIEVED_MS
        self._heard = {place: at for place, at in self._heard.items() if at > before}
        self._asked = {place: at for place, at in self._asked.items() if at > before}

    def _send(self) -> None:
        news, self._news = self._news, {}
        hints, self._hints = self._hints, []
        if news:
            hints.append({"news": list(news.items())})
        if self.is_away:
            return  # the others look by themselves meanwhile
        try:
            pipeline = self._client.pipeline(transaction=False)
            for hint in hints:
                pipeline.publish(CHANNEL, json.dumps({"by": self._id} | hint))
            pipeline.execute()
        except RedisError:
            self._lose()

    def _listen_for_ever(self) -> None:
        back_off = BACK_OFF_S
        while True:
            try:
                with self._connected() as client:
                    self._listen(client)
            except (RedisError, OSError):
                back_off = BACK_OFF_S if not self.is_away else min(2 * back_off, LONGEST_BACK_OFF_S)
                self._lose()
            eventloop.wait(back_off)

    def _listen(self, client: Redis) -> None:
        heard: Any = client.pubsub(ignore_subscribe_messages=True)  # type: ignore[no-untyped-call]
        with heard:
            heard.subscribe(CHANNEL)
            self.is_away = False
            log.info("neighbours_back")
            self._heed(self._back)
            while True:
                message = heard.get_message(timeout=TIMEOUT_S / 2)
                if message is None:
                    heard.check_health()
                else:
                    self._heed(self._take, message["data"])

    def _take(self, data: bytes) -> None:
        hint = json.loads(data)
        if hint["by"] != self._id:
            self._hear(hint)

    def _heed(self, act: Callable[..., None], *what: Any) -> None:
        """A newer version may say what this one cannot use: the next hint is heard all the same."""
        try:
            act(*what)
        except Exception:
            log.exception("hint_failed")

    def _lose(self) -> None:
        if not self.is_away:
            self.is_away = True
            log.warning("neighbours_away")

    def _connected(self) -> Redis:
        return Redis.from_url(
            self._url,
            socket_timeout=TIMEOUT_S,
            socket_connect_timeout=TIMEOUT_S,
            health_check_interval=TIMEOUT_S,
        )
