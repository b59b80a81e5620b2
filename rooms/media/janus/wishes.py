"""What of all that is sent in a room a device receives. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from rooms.media.carrier import Passed
from rooms.media.company import Party, Rung
from rooms.media.janus.videoroom import Feed, Source, What

Passes = Callable[[Party], Passed]


def wanted(
    party: Party, beside: Iterable[Party], feeds: Mapping[str, Feed], passes: Passes, shown: str
) -> frozenset[Source]:
    """The streams of those `beside` that the party's rung asks for.

    `shown`: the party whose picture is the one. Voices are received whether or not they pass just now: Janus
    holds them back, and nothing has to be agreed anew when somebody speaks again.
    """
    others = list(beside)
    voices = [(each, What.VOICE) for each in others]
    screens = [(each, What.SCREEN) for each in others if passes(each).screen]
    pictures = [(each, What.PICTURE) for each in others if passes(each).picture]
    match party.rung:
        case Rung.SOUND:
            asked = voices
        case Rung.ONE:
            asked = voices + (screens or [(each, what) for each, what in pictures if each.id == shown])
        case Rung.ALL:
            asked = voices + pictures + screens
    found = ((feeds.get(each.id), what) for each, what in asked)
    return frozenset(Source(feed.id, feed.mids[what]) for feed, what in found if feed and what in feed.mids)


def asked_once(passes: Passes) -> Passes:
    """The same, asked once for each party however many others there are."""
    known: dict[str, Passed] = {}

    def remembered(party: Party) -> Passed:
        if party.id not in known:
            known[party.id] = passes(party)
        return known[party.id]

    return remembered


def one_picture(beside: Iterable[Party], passes: Passes, focus: str, before: str) -> str:
    """The party whose picture is shown where one is: in focus, else speaking, else the one `before`.

    Who speaks on stays, though others speak at the same time. `focus` is a person.
    """
    seen = [each for each in beside if passes(each).picture]
    in_focus = [each for each in seen if each.person == focus]
    speaking = [each for each in seen if each.speaking]
    last = [each for each in seen if each.id == before]
    still = [each for each in last if each.speaking]
    first: list[Party] = [*in_focus, *still, *speaking, *last, *seen]
    return first[0].id if first else ""
