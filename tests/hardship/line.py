"""A bad line between two networks: packets are lost or late. In user space: not every kernel has netem."""

from __future__ import annotations

import fcntl
import heapq
import os
import random
import select
import struct
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

# include/uapi/linux/if_tun.h: an interface whose packets a program reads and writes, without a header.
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
HERE, FAR = "10.77.0.1", "10.77.0.2"
NAMESPACE, NEAR_END, FAR_END = "far", "near0", "far0"


@dataclass(frozen=True, slots=True)
class Quality:
    """`loss`: the part of packets lost each way, 0 to 1. `delay_s`: how late each packet comes, each way."""

    loss: float = 0.10
    delay_s: float = 0.4


class Line:
    """Carries packets between two interfaces until it is told to stop; `counted` says how many it lost."""

    def __init__(self, quality: Quality, seed: int) -> None:
        self.quality = quality
        self.counted: Counter[str] = Counter()
        self.ends = [_interface(NEAR_END), _interface(FAR_END)]
        self._chance = random.Random(seed)
        self._under_way: list[tuple[float, int, int, bytes]] = []
        self._enough = threading.Event()

    @contextmanager
    def carrying(self) -> Iterator[Line]:
        thread = threading.Thread(target=self._carry)
        thread.start()
        try:
            yield self
        finally:
            self._enough.set()
            thread.join()
            for end in self.ends:
                os.close(end)

    def _carry(self) -> None:
        numbers = count()
        while not self._enough.is_set():
            due = self._under_way[0][0] - time.monotonic() if self._under_way else 0.1
            ready, _, _ = select.select(self.ends, [], [], max(0.0, min(due, 0.1)))
            for end in ready:
                packet = os.read(end, 65_536)
                self.counted["packets"] += 1
                if self._chance.random() < self.quality.loss:
                    self.counted["lost"] += 1
                    continue
                (other,) = (each for each in self.ends if each != end)
                at = time.monotonic() + self.quality.delay_s
                heapq.heappush(self._under_way, (at, next(numbers), other, packet))
            while self._under_way and self._under_way[0][0] <= time.monotonic():
                _, _, other, packet = heapq.heappop(self._under_way)
                os.write(other, packet)


@contextmanager
def bad_line(quality: Quality, seed: int) -> Iterator[Line]:
    """A network of its own behind a bad line, with `FAR` in it; `HERE` is on our side.

    Wants to be root in namespaces of its own (see alone.py): it mounts over /run there.
    """
    subprocess.run(["mount", "-t", "tmpfs", "none", "/run"], check=True)
    Path("/run/netns").mkdir()
    _ip("netns", "add", NAMESPACE)
    try:
        line = Line(quality, seed)
        _ip("link", "set", FAR_END, "netns", NAMESPACE)
        _ip("link", "set", "lo", "up")
        _ip("addr", "add", f"{HERE}/24", "dev", NEAR_END)
        _ip("link", "set", NEAR_END, "up")
        _ip("-n", NAMESPACE, "link", "set", "lo", "up")
        _ip("-n", NAMESPACE, "addr", "add", f"{FAR}/24", "dev", FAR_END)
        _ip("-n", NAMESPACE, "link", "set", FAR_END, "up")
        with line.carrying():
            yield line
    finally:
        _ip("netns", "delete", NAMESPACE)
        subprocess.run(["umount", "--lazy", "/run"], check=True)


def _interface(name: str) -> int:
    """A new interface; the file through which its packets go."""
    file = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(file, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TUN | IFF_NO_PI))
    return file


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True)
