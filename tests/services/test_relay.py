"""The real relay, with what the product writes for it and gives to people."""

from __future__ import annotations

import subprocess
import time
from base64 import b64encode
from contextlib import ExitStack
from hmac import digest
from pathlib import Path
from typing import Any

from elearn.clock import milliseconds
from elearn.operations.grown.media import PLACES, Tls
from rooms.media.turn import LIVES_S, NEW_EVERY_S, ice_servers
from tests.services.coturn import CoturnServer, private_coturn
from tests.services.ports import free_port
from tests.services.turn_client import TurnClient

REFUSED, TOO_MANY = 401, 486


def credentials(coturn: CoturnServer, person: str, ago_s: float = 0) -> dict[str, Any]:
    """What a person was given so long ago."""
    given_at = milliseconds() - round(ago_s * 1000)
    (server,) = ice_servers(coturn.config | {"SECRET_KEY": "ours alone"}, person, given_at)
    return server


def client(coturn: CoturnServer, person: str, ago_s: float = 0) -> TurnClient:
    return TurnClient(coturn.address, coturn.port, credentials(coturn, person, ago_s))


def test_the_relay_takes_what_is_given_now_and_nothing_that_is_over(coturn: CoturnServer) -> None:
    with client(coturn, "ana") as now, client(coturn, "ana", LIVES_S) as over:
        assert (now.allocate(), over.allocate()) == (0, REFUSED)


def test_what_was_given_eight_minutes_ago_still_holds(coturn: CoturnServer) -> None:
    with client(coturn, "ana", LIVES_S - 2 * NEW_EVERY_S) as device:
        assert device.allocate() == 0


def test_a_connection_that_stands_outlives_its_credentials(coturn: CoturnServer) -> None:
    """An evening is two hours long: only whoever begins anew needs new ones."""
    given = signed(coturn, f"{int(time.time()) + 2}:ana")
    with TurnClient(coturn.address, coturn.port, given) as device:
        assert device.allocate() == 0
        time.sleep(3)

        assert device.refresh() == 0
    with TurnClient(coturn.address, coturn.port, given) as late:
        assert late.allocate() == REFUSED


def test_a_person_with_many_devices_takes_what_one_may_and_nobody_elses(coturn: CoturnServer) -> None:
    """The time in a name does not make it another one's, nor does where it was asked for."""
    with ExitStack() as devices:
        held = [
            devices.enter_context(client(coturn, "bjorn", ago_s=number % 500)) for number in range(PLACES)
        ]
        assert [device.allocate() for device in held] == [0] * PLACES

        for ago_s in (0, 120):
            assert devices.enter_context(client(coturn, "bjorn", ago_s)).allocate() == TOO_MANY
        assert devices.enter_context(client(coturn, "cecilie")).allocate() == 0


def test_the_relay_is_reached_by_tls_where_it_has_a_certificate(tmp_path: Path) -> None:
    make_certificate(tmp_path)
    tls = Tls(free_port(), tmp_path)
    with private_coturn(tls) as coturn:
        given = credentials(coturn, "ana")
        with (
            TurnClient(coturn.address, tls.port, given, by_tls=True) as hidden,
            TurnClient(coturn.address, coturn.port, given) as plain,
        ):
            assert (hidden.allocate(), plain.allocate()) == (0, 0)


def signed(coturn: CoturnServer, username: str) -> dict[str, Any]:
    key = coturn.config["TURN_SECRET"].encode()
    return {"username": username, "credential": b64encode(digest(key, username.encode(), "sha1")).decode()}


def make_certificate(folder: Path) -> None:
    files = ("-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem"))
    about = ("-subj", "/CN=mestringsrom.test", "-days", "1")
    kind = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1")
    command = ["openssl", "req", "-x509", *kind, "-nodes", *files, *about]
    subprocess.run(command, check=True, capture_output=True)
