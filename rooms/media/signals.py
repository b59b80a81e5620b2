"""What devices tell each other of a connection: checked line by line, and their addresses taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from rooms.core.refusals import Code, Refused
from rooms.media.company import Signal

LONGEST = 65_536
LONGEST_LINE = 4_096
NOWHERE = "0.0.0.0"  # noqa: S104 - an address that is none: what browsers write when they tell nothing

_WORD = re.compile(r"[A-Za-z0-9+/_.:{}-]{1,256}")
_ADDRESS = r"(?P<address>[A-Za-z0-9.:-]{1,255})"
_CANDIDATE = re.compile(
    r"candidate:(?P<foundation>[A-Za-z0-9+/]{1,32}) (?P<component>[12]) (?P<transport>udp|tcp) "
    rf"(?P<priority>\d{{1,10}}) {_ADDRESS} (?P<port>\d{{1,5}}) typ (?P<type>host|srflx|prflx|relay)"
    r"(?P<more>(?: [A-Za-z0-9-]{1,32} [A-Za-z0-9+/.:_-]{1,256}){0,12})",
    re.IGNORECASE,
)
_LINES = {
    "v": re.compile(r"0"),
    "o": re.compile(rf"\S{{1,64}} (?P<session>\d{{1,20}} \d{{1,20}}) IN IP[46] {_ADDRESS}"),
    "s": re.compile(r".{1,64}"),
    "t": re.compile(r"\d{1,20} \d{1,20}"),
    "c": re.compile(rf"IN IP[46] {_ADDRESS}"),
    "b": re.compile(r"[A-Za-z-]{1,16}:\d{1,10}"),
    "m": re.compile(
        r"(?P<kind>audio|video|application) (?P<port>\d{1,5})(?P<how> [A-Za-z/]{3,32}( [A-Za-z0-9-]{1,32})+)"
    ),
    "a": re.compile(r"(?P<name>[A-Za-z0-9-]{1,64})(:(?P<value>.{1,4000}))?"),
}
# The order of a description's first lines (RFC 8866); the rest come in sections.
_BEGINNING = ("v", "o", "s")
# What passes where addresses are hidden, unless it names one all the same; a browser misses nothing else.
_PASSES = frozenset(
    {
        *("end-of-candidates", "ice-lite", "ice-options", "ice-pwd", "ice-ufrag"),
        *("fingerprint", "setup", "tls-id"),
        *("bundle-only", "extmap", "extmap-allow-mixed", "group", "mid", "msid", "msid-semantic"),
        *("inactive", "recvonly", "sendonly", "sendrecv"),
        *("fmtp", "framerate", "imageattr", "maxptime", "ptime", "rid", "rtpmap", "simulcast"),
        *("rtcp-fb", "rtcp-mux", "rtcp-mux-only", "rtcp-rsize", "ssrc", "ssrc-group"),
        *("max-message-size", "sctp-port", "sctpmap"),
    }
)
# One digit at each end is enough: with `\d+` there, a line of nothing but digits would take the square of its
# length, and everybody would wait for it.
_TELLS_ADDRESS = re.compile(r"\bIP[46]\b|\d\.\d+\.\d+\.\d|\.local\b", re.IGNORECASE)
_KEPT_OF_A_RELAY = ("generation", "ufrag")


def checked(data: dict[str, Any], hides_addresses: bool) -> Signal:
    """The signal as it may be passed on: `to`, and `description` or `candidate`. Refused unless all is right.

    With `hides_addresses` nothing is left by which a device could be found: only candidates of relays.
    """
    to = data.get("to")
    if not isinstance(to, str) or not _WORD.fullmatch(to):
        raise Refused(Code.BAD_SIGNAL)
    match data:
        case {"description": _, "candidate": _}:
            raise Refused(Code.BAD_SIGNAL)
        case {"description": description}:
            return {"to": to, "description": _description(description, hides_addresses)}
        case {"candidate": candidate}:
            return {"to": to, "candidate": _candidate(candidate, hides_addresses)}
    raise Refused(Code.BAD_SIGNAL)


def _description(given: object, hides_addresses: bool) -> dict[str, str]:
    match given:
        case {"type": "offer" | "answer" as kind, "sdp": str(sdp)} if len(sdp) <= LONGEST:
            return {"type": kind, "sdp": _sdp(sdp, hides_addresses)}
    raise Refused(Code.BAD_SIGNAL)


def _sdp(sdp: str, hides_addresses: bool) -> str:
    if not sdp.isascii():
        raise Refused(Code.BAD_SIGNAL)
    lines = sdp.removesuffix("\n").removesuffix("\r").split("\n")
    lines = [line.removesuffix("\r") for line in lines]
    if tuple(line[:1] for line in lines[:3]) != _BEGINNING:
        raise Refused(Code.BAD_SIGNAL)
    _look_through(lines)
    kept = _without_addresses(lines) if hides_addresses else lines
    return "".join(f"{line}\r\n" for line in kept)


def _look_through(lines: Iterable[str]) -> None:
    """Every line is one that browsers write."""
    for line in lines:
        shape = _LINES.get(line[:1])
        if line[1:2] != "=" or shape is None or len(line) > LONGEST_LINE or not line.isprintable():
            raise Refused(Code.BAD_SIGNAL)
        if not shape.fullmatch(line, 2):
            raise Refused(Code.BAD_SIGNAL)
        if line.startswith("a=candidate:") and not _CANDIDATE.fullmatch(line, 2):
            raise Refused(Code.BAD_SIGNAL)


def _without_addresses(lines: Iterable[str]) -> Iterator[str]:
    """The lines, all of which have been looked through."""
    for line in lines:
        found = _LINES[line[0]].fullmatch(line, 2)
        assert found is not None  # noqa: S101 - looked through
        match line[0]:
            case "o":
                yield f"o=- {found['session']} IN IP4 {NOWHERE}"
            case "s":
                yield "s=-"
            case "c":
                yield f"c=IN IP4 {NOWHERE}"
            case "m":
                # The port is that of a candidate; 0 means that nothing is sent at all.
                yield f"m={found['kind']} {0 if int(found['port']) == 0 else 9}{found['how']}"
            case "a":
                yield from _attribute(line, found["name"])
            case _:
                yield line


def _attribute(line: str, name: str) -> Iterator[str]:
    if name == "candidate":
        if relay := _relay(line[2:]):
            yield f"a={relay}"
    elif name == "rtcp":
        yield f"a=rtcp:9 IN IP4 {NOWHERE}"
    elif name in _PASSES and not _TELLS_ADDRESS.search(line):
        yield line


def _candidate(given: object, hides_addresses: bool) -> dict[str, Any] | None:
    """A candidate that comes by itself; None is the last, and one that is empty the last of its section."""
    if given is None:
        return None
    if not isinstance(given, dict) or not isinstance(given.get("candidate"), str):
        raise Refused(Code.BAD_SIGNAL)
    line: str = given["candidate"].removeprefix("a=")
    if line:
        if not _CANDIDATE.fullmatch(line):
            raise Refused(Code.BAD_SIGNAL)
        if hides_addresses:
            line = _relay(line)
            if not line:
                raise Refused(Code.BAD_SIGNAL)
    section, number, fragment = (given.get(n) for n in ("sdpMid", "sdpMLineIndex", "usernameFragment"))
    return {
        "candidate": line,
        "sdpMid": _word(section),
        "sdpMLineIndex": _number(number),
        "usernameFragment": _word(fragment),
    }


def _relay(line: str) -> str:
    """The candidate if it is a relay's, without what is behind the relay; else nothing."""
    found = _CANDIDATE.fullmatch(line)
    if found is None or found["type"].lower() != "relay" or found["address"].lower().endswith(".local"):
        return ""
    words = found["more"].split()
    more = dict(zip(words[::2], words[1::2], strict=True))
    kept = "".join(f" {name} {more[name]}" for name in _KEPT_OF_A_RELAY if name in more)
    begin = f"candidate:{found['foundation']} {found['component']} {found['transport']} {found['priority']}"
    return f"{begin} {found['address']} {found['port']} typ relay raddr {NOWHERE} rport 0{kept}"


def _word(given: object) -> str | None:
    if given is None:
        return None
    if not isinstance(given, str) or not (given == "" or _WORD.fullmatch(given)):
        raise Refused(Code.BAD_SIGNAL)
    return given


def _number(given: object) -> int | None:
    if given is None:
        return None
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given < 256:
        raise Refused(Code.BAD_SIGNAL)
    return given
