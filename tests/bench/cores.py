"""Which core is whose: servers first, then the generator, then whatever stands beside them."""

from __future__ import annotations

import os
from dataclasses import dataclass

ALL = sorted(os.sched_getaffinity(0))

Cores = frozenset[int]


@dataclass(frozen=True, slots=True)
class Placing:
    """The cores of each server process, of the generator, and of what is beside (databases, nginx)."""

    servers: tuple[Cores, ...]
    generator: Cores
    beside: Cores

    @property
    def told(self) -> str:
        """In words, with what has to be shared: a figure says little without it."""
        servers = ", ".join(_told(cores) for cores in self.servers)
        told = f"server {servers}; generator {_told(self.generator)}; beside {_told(self.beside)}"
        crowded = any(cores & (self.generator | self.beside) for cores in self.servers)
        return f"{told}: SERVERS SHARE THEIR CORES WITH EVERYTHING" if crowded else told


def placed(processes: int = 1) -> Placing:
    """A core for each of so many server processes, then one for the generator, as far as there are any."""
    spare = ALL[processes:]
    if not spare:
        servers = tuple(Cores({ALL[index % len(ALL)]}) for index in range(processes))
        return Placing(servers, Cores(ALL), Cores(ALL))
    servers = tuple(Cores({core}) for core in ALL[:processes])
    return Placing(servers, Cores(spare[:1]), Cores(spare[1:] or spare))


def _told(cores: Cores) -> str:
    return "core " + "+".join(map(str, sorted(cores)))
