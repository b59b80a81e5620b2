"""What the product writes for Janus and coturn: where they listen, who may ask, what stays out of reach."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from elearn.operations.grown.media import janus_library
from rooms.media.janus.carrier import MOST as JANUS
from rooms.media.mesh import MOST as MESH

INSIDE = (
    "10.0.0.0-10.255.255.255",
    "127.0.0.0-127.255.255.255",
    "fc00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
)


def ran(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=arguments)


def test_janus_is_told_its_address_its_secret_and_where_to_listen(app: Flask, tmp_path: Path) -> None:
    app.config |= {"JANUS_SECRET": "a-secret-that-nobody-guesses", "JANUS_URL": "ws://10.0.0.6:8189"}

    written = ran(
        app, "janus-config", str(tmp_path), "--address", "10.0.0.6", "--public-address", "192.0.2.9"
    )

    assert written.exit_code == 0, written.output
    main = (tmp_path / "janus.jcfg").read_text()
    assert 'api_secret = "a-secret-that-nobody-guesses"' in main
    assert 'ice_enforce_list = "10.0.0.6"' in main
    assert 'nat_1_1_mapping = "192.0.2.9"' in main
    assert 'rtp_port_range = "20000-29999"' in main
    sockets = (tmp_path / "janus.transport.websockets.jcfg").read_text()
    assert 'ws_ip = "10.0.0.6"' in sockets and "ws_port = 8189" in sockets
    assert "room-" not in (tmp_path / "janus.plugin.videoroom.jcfg").read_text()


def test_nothing_but_the_videoroom_is_loaded(app: Flask, tmp_path: Path) -> None:
    app.config["JANUS_SECRET"] = "a-secret-that-nobody-guesses"

    ran(app, "janus-config", str(tmp_path), "--address", "10.0.0.6")

    (disabled,) = re.findall(r'plugins: {\n    disable = "(.*)"', (tmp_path / "janus.jcfg").read_text())
    installed = {file.name for file in (janus_library() / "plugins").glob("*.so")}
    assert installed - set(disabled.split(",")) == {"libjanus_videoroom.so"}


def test_coturn_takes_signed_names_and_reaches_nothing_inside_but_what_is_named(
    app: Flask, tmp_path: Path
) -> None:
    lines = turn_lines(app, tmp_path, "--public-address", "192.0.2.9", "--janus", "10.0.0.6")

    assert "static-auth-secret=a-secret-that-nobody-guesses" in lines
    assert "external-ip=192.0.2.9/10.0.0.5" in lines
    assert [line for line in lines if line.startswith("allowed-peer-ip")] == [
        f"allowed-peer-ip={address}" for address in ("10.0.0.5", "10.0.0.6", "192.0.2.9")
    ]
    assert {f"denied-peer-ip={inside}" for inside in INSIDE} <= set(lines)
    assert [line for line in lines if "loopback" in line] == []
    assert "log-file=/dev/null" in lines


def test_without_a_secret_nothing_is_written(app: Flask, tmp_path: Path) -> None:
    refused = ran(app, "janus-config", str(tmp_path / "janus"), "--address", "10.0.0.6")

    assert refused.exit_code != 0
    assert "ELEARN_JANUS_SECRET" in refused.output
    assert not (tmp_path / "janus").exists()
    file = tmp_path / "turnserver.conf"
    assert "ELEARN_TURN_SECRET" in ran(app, "turn-config", str(file), "--address", "10.0.0.5").output
    assert not file.exists()


def test_a_secret_that_is_soon_guessed_is_refused(app: Flask, tmp_path: Path) -> None:
    app.config |= {"JANUS_SECRET": "x", "TURN_SECRET": "x"}

    for command, place in (("janus-config", "janus"), ("turn-config", "turnserver.conf")):
        refused = ran(app, command, str(tmp_path / place), "--address", "10.0.0.6")

        assert refused.exit_code != 0
        assert "is too short" in refused.output
        assert not (tmp_path / place).exists()


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "0.0.0.0", "localhost", "turn.example.org"])
def test_an_address_that_no_browser_can_reach_is_refused(app: Flask, tmp_path: Path, address: str) -> None:
    app.config |= {
        "JANUS_SECRET": "a-secret-that-nobody-guesses",
        "TURN_SECRET": "a-secret-that-nobody-guesses",
    }

    for command in ("janus-config", "turn-config"):
        refused = ran(app, command, str(tmp_path / "file"), "--address", address)

        assert refused.exit_code != 0
        assert address in refused.output
        assert not (tmp_path / "file").exists()


@pytest.mark.parametrize(("ports", "says"), [("many", "20000-29999"), ("30000-32698", "2700 ports")])
def test_ports_are_a_range_in_which_a_full_room_fits(
    app: Flask, tmp_path: Path, ports: str, says: str
) -> None:
    app.config["TURN_SECRET"] = "a-secret-that-nobody-guesses"

    refused = ran(
        app, "turn-config", str(tmp_path / "turnserver.conf"), "--address", "10.0.0.5", "--ports", ports
    )

    assert refused.exit_code != 0
    assert says in refused.output


def test_a_person_may_take_what_the_largest_mesh_asks_and_twenty_five_fit(app: Flask, tmp_path: Path) -> None:
    lines = turn_lines(app, tmp_path)

    (of_one,) = (int(line.removeprefix("user-quota=")) for line in lines if line.startswith("user-quota="))
    (of_all,) = (int(line.removeprefix("total-quota=")) for line in lines if line.startswith("total-quota="))
    ways, networks, anew = 3, 2, 2
    assert of_one == (MESH.voices - 1) * ways * networks * anew
    assert JANUS.voices * of_one <= of_all <= 49_999 - 30_000 + 1


def test_browsers_come_by_tls_where_there_is_a_certificate(app: Flask, tmp_path: Path) -> None:
    without = turn_lines(app, tmp_path)
    lines = turn_lines(app, tmp_path, "--certificates", "/etc/coturn/tls", "--tls-port", "443")

    assert "no-tls" in without
    assert [line for line in without if line.startswith(("cert", "pkey", "tls-"))] == []
    assert {
        *("tls-listening-port=443", "cert=/etc/coturn/tls/fullchain.pem", "pkey=/etc/coturn/tls/privkey.pem"),
        *("no-tlsv1", "no-tlsv1_1"),
    } <= set(lines)
    assert "no-tls" not in lines
    assert "no-dtls" in lines


def test_secrets_are_written_for_the_one_who_writes_them(app: Flask, tmp_path: Path) -> None:
    app.config |= {
        "JANUS_SECRET": "a-secret-that-nobody-guesses",
        "TURN_SECRET": "a-secret-that-nobody-guesses",
    }
    umask = os.umask(0)
    try:
        ran(app, "janus-config", str(tmp_path / "janus"), "--address", "10.0.0.6")
        turn_lines(app, tmp_path)
    finally:
        os.umask(umask)

    janus = list((tmp_path / "janus").iterdir())
    assert len(janus) == 3
    assert {mode(file) for file in (*janus, tmp_path / "turnserver.conf")} == {0o600}


@pytest.mark.parametrize(("before", "after"), [(0o644, 0o640), (0o640, 0o640), (0o600, 0o600)])
def test_a_file_of_the_package_stays_readable_for_its_service_and_is_closed_to_all_others(
    app: Flask, tmp_path: Path, before: int, after: int
) -> None:
    file = tmp_path / "turnserver.conf"
    file.write_text("# of the package\n" * 1_000)
    file.chmod(before)

    lines = turn_lines(app, tmp_path)

    assert mode(file) == after
    assert "# of the package" not in lines


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def turn_lines(app: Flask, folder: Path, *options: str) -> list[str]:
    """What is written for coturn on 10.0.0.5."""
    app.config["TURN_SECRET"] = "a-secret-that-nobody-guesses"
    file = folder / "turnserver.conf"
    written = ran(app, "turn-config", str(file), "--address", "10.0.0.5", *options)
    assert written.exit_code == 0, written.output
    return file.read_text().splitlines()
