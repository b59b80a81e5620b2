"""Which steps of a shelf are open, and what comes first. Pure.

A step names the steps that come before it (`needs`); in a programme that is read in order, every step before
it does. Whoever has begun a step keeps it, whatever is changed around it afterwards.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A module or a session as one person stands to it.

    `is_past`: it holds nobody up any more, although it is not done: a session that was held without them.
    """

    slug: str
    needs: Collection[str] = ()
    is_begun: bool = False
    is_done: bool = False
    is_past: bool = False


def waits_for(steps: Sequence[Step], is_in_order: bool) -> dict[str, list[str]]:
    """The steps that are to be done before each step, in their order; empty where nothing is."""
    return {
        step.slug: [] if step.is_begun or step.is_done else _before(steps, place, is_in_order)
        for place, step in enumerate(steps)
    }


def _before(steps: Sequence[Step], place: int, is_in_order: bool) -> list[str]:
    needs = steps[place].needs
    in_order = [step.slug for step in steps[:place] if not step.is_past] if is_in_order else []
    return [step.slug for step in steps if not step.is_done and (step.slug in needs or step.slug in in_order)]


def circle(needs: Mapping[str, Collection[str]]) -> list[str]:
    """Steps that wait for each other, each for the next one and the last for the first; empty without any."""
    cleared: set[str] = set()
    for start in needs:
        found = _circle_from([start], needs, cleared)
        if found:
            return found
    return []


def _circle_from(path: list[str], needs: Mapping[str, Collection[str]], cleared: set[str]) -> list[str]:
    for need in needs.get(path[-1], ()):
        if need in path:
            return path[path.index(need) :]
        if need not in cleared:
            found = _circle_from([*path, need], needs, cleared)
            if found:
                return found
    cleared.add(path[-1])
    return []


def all_needs(needs: Mapping[str, Collection[str]], is_in_order: bool) -> dict[str, list[str]]:
    """What each step waits for, with the ones before it where steps are taken in order."""
    slugs = list(needs)
    return {
        slug: [*needs[slug], *(slugs[place - 1 : place] if is_in_order else [])]
        for place, slug in enumerate(slugs)
    }
