"""Carriers against real servers on this machine: SMTP and an HTTP gateway."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from elearn.notify.carriers import (
    Carrier,
    Letter,
    Mailbox,
    Nobody,
    Refused,
    SmsGateway,
    Smtp,
    Uncertain,
    carriers,
)
from elearn.notify.models import Channel

LETTER = Letter("ana@example.org", "En lenke fra Fjordvik", "Hei Ana.\n\nHer er lenka di:\nhttp://x/l/1\n")
OFF = {
    "DEMO": False,
    "SMTP_URL": "",
    "MAIL_FROM": "",
    "SMS_URL": "",
    "SMS_TOKEN": "",
    "SMS_SENDER": "Fjordvik",
}


@contextmanager
def smtp(say: Callable[[str], str | None]) -> Iterator[tuple[str, list[bytes]]]:
    """A mail server of a few words: `say` answers each command, None hangs up. Its address and its mail."""
    mail: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        line, _ = listener.accept()
        with line, line.makefile("rwb", buffering=0) as talk:
            talk.write(b"220 here\r\n")
            for command in iter(talk.readline, b""):
                answer = say(command.decode().split()[0].upper())
                if answer is None:
                    return
                talk.write(answer.encode() + b"\r\n")
                if answer.startswith("354"):
                    mail.append(b"".join(iter(talk.readline, b".\r\n")))
                    after = say("MAIL-TAKEN")
                    if after is None:
                        return
                    talk.write(after.encode() + b"\r\n")

    server = threading.Thread(target=serve, daemon=True)
    server.start()
    yield f"smtp://127.0.0.1:{listener.getsockname()[1]}", mail
    server.join(5)
    listener.close()


def friendly(command: str) -> str:
    return {"EHLO": "250 here", "DATA": "354 go on", "QUIT": "221 bye"}.get(command, "250 ok")


def test_a_letter_arrives_by_smtp() -> None:
    with smtp(friendly) as (url, mail):
        Smtp(url, "Fjordvik <no-reply@example.org>").carry(LETTER)

    arrived = message_from_bytes(mail[0], policy=default)
    assert (arrived["To"], arrived["Subject"], arrived["Auto-Submitted"]) == (
        "ana@example.org",
        "En lenke fra Fjordvik",
        "auto-generated",
    )
    assert arrived.get_content().replace("\r\n", "\n") == LETTER.text


def test_a_calendar_file_goes_along() -> None:
    with smtp(friendly) as (url, mail):
        Smtp(url, "Fjordvik <no-reply@example.org>").carry(replace(LETTER, calendar="BEGIN:VCALENDAR\r\n"))

    [file] = message_from_bytes(mail[0], policy=default).iter_attachments()
    assert (file.get_content_type(), file.get_filename()) == ("text/calendar", "calendar.ics")
    assert file.get_content().strip() == "BEGIN:VCALENDAR"


@pytest.mark.parametrize(("command", "answer"), [("RCPT", "550 nobody"), ("MAIL-TAKEN", "452 full")])
def test_a_server_that_says_no_has_refused(command: str, answer: str) -> None:
    def say(asked: str) -> str:
        return answer if asked == command else friendly(asked)

    with smtp(say) as (url, _mail), pytest.raises(Refused):
        Smtp(url, "no-reply@example.org").carry(LETTER)


def test_a_line_that_breaks_after_the_words_is_uncertain() -> None:
    def say(asked: str) -> str | None:
        return None if asked == "MAIL-TAKEN" else friendly(asked)

    with smtp(say) as (url, _mail), pytest.raises(Uncertain):
        Smtp(url, "no-reply@example.org").carry(LETTER)


def test_no_server_at_all_has_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]

    with pytest.raises(Refused):
        Smtp(f"smtp://127.0.0.1:{port}", "no-reply@example.org").carry(LETTER)


@contextmanager
def gateway(status: int) -> Iterator[tuple[str, list[Any]]]:
    """An SMS gateway that answers with that status; its address and what it was sent."""
    sent: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            sent.append((self.headers["Authorization"], json.loads(self.rfile.read(length))))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            """Tests are quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sms", sent
    server.shutdown()
    server.server_close()
    thread.join(5)


def test_an_sms_goes_to_the_gateway() -> None:
    with gateway(201) as (url, sent):
        SmsGateway(url, "secret", "Fjordvik").carry(Letter("+4790000000", "", "Hei Ana"))

    assert sent == [("Bearer secret", {"from": "Fjordvik", "to": "+4790000000", "text": "Hei Ana"})]


def test_a_gateway_that_answers_with_an_error_has_refused() -> None:
    with gateway(503) as (url, _sent), pytest.raises(Refused, match="HTTP 503"):
        SmsGateway(url, "secret", "Fjordvik").carry(LETTER)


@pytest.mark.parametrize(("is_demo", "carrier"), [(True, Mailbox), (False, Nobody)])
def test_without_settings_the_mailbox_page_is_all_and_only_in_the_demo(
    is_demo: bool, carrier: type[Carrier]
) -> None:
    chosen = carriers(OFF | {"DEMO": is_demo})

    assert [type(each) for each in chosen.values()] == [carrier, carrier]


def test_settings_choose_the_carriers() -> None:
    settings = {
        "SMTP_URL": "smtps://u:p@mail",
        "MAIL_FROM": "a@b",
        "SMS_URL": "https://sms",
        "SMS_TOKEN": "t",
    }

    chosen = carriers(OFF | settings)

    assert chosen == {
        Channel.EMAIL: Smtp("smtps://u:p@mail", "a@b"),
        Channel.SMS: SmsGateway("https://sms", "t", "Fjordvik"),
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"SMTP_URL": "http://mail", "MAIL_FROM": "a@b"},
        {"SMTP_URL": "smtp://mail"},
        {"SMS_URL": "file:///etc/passwd"},
    ],
)
def test_a_wrong_kind_of_address_stops_the_start(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="ELEARN_"):
        carriers(OFF | wrong)
