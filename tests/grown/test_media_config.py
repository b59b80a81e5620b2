"""What the product writes for Janus and coturn: where they listen, who may ask, what stays out of reach."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import Result
from flask import Flask

from elearn.operations.grown.media import janus_library

INSIDE = (
    "10.0.0.0-10.255.255.255",
    "127.0.0.0-127.255.255.255",
    "fc00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
)


def ran(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=arguments)


def test_janus_is_told_its_address_its_secret_and_where_to_listen(app: Flask, tmp_path: Path) -> None:
    app.config |= {"JANUS_SECRET": "s3cret", "JANUS_URL": "ws://10.0.0.6:8189"}

    written = ran(
        app, "janus-config", str(tmp_path), "--address", "10.0.0.6", "--public-address", "192.0.2.9"
    )

    assert written.exit_code == 0, written.output
    main = (tmp_path / "janus.jcfg").read_text()
    assert 'api_secret = "s3cret"' in main
    assert 'ice_enforce_list = "10.0.0.6"' in main
    assert 'nat_1_1_mapping = "192.0.2.9"' in main
    assert 'rtp_port_range = "20000-29999"' in main
    sockets = (tmp_path / "janus.transport.websockets.jcfg").read_text()
    assert 'ws_ip = "10.0.0.6"' in sockets and "ws_port = 8189" in sockets
    assert "room-" not in (tmp_path / "janus.plugin.videoroom.jcfg").read_text()


def test_nothing_but_the_videoroom_is_loaded(app: Flask, tmp_path: Path) -> None:
    app.config["JANUS_SECRET"] = "s3cret"

    ran(app, "janus-config", str(tmp_path), "--address", "10.0.0.6")

    (disabled,) = re.findall(r'plugins: {\n    disable = "(.*)"', (tmp_path / "janus.jcfg").read_text())
    installed = {file.name for file in (janus_library() / "plugins").glob("*.so")}
    assert installed - set(disabled.split(",")) == {"libjanus_videoroom.so"}


def test_coturn_takes_signed_names_and_reaches_nothing_inside_but_what_is_named(app: Flask) -> None:
    app.config["TURN_SECRET"] = "s3cret"

    printed = ran(
        app, "turn-config", "--address", "10.0.0.5", "--public-address", "192.0.2.9", "--janus", "10.0.0.6"
    )

    lines = printed.output.splitlines()
    assert "static-auth-secret=s3cret" in lines
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
    assert "ELEARN_TURN_SECRET" in ran(app, "turn-config", "--address", "10.0.0.5").output


def test_ports_are_a_range(app: Flask) -> None:
    app.config["TURN_SECRET"] = "s3cret"

    assert ran(app, "turn-config", "--address", "10.0.0.5", "--ports", "many").exit_code != 0
