"""What carries a message out of the house: SMTP, an SMS gateway, the demo's mailbox page, or nothing."""

from __future__ import annotations

import json
import smtplib
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

from elearn.notify.models import Channel

SECONDS = 20
# Kept as the reason why a message did not leave; the mailbox page says it in words.
NOT_SET_UP = "not set up"
# The server has said no, in words: nothing left.
CERTAIN = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPResponseException,
    smtplib.SMTPNotSupportedError,
)


class Refused(Exception):
    """The message certainly did not leave."""


class Uncertain(Exception):
    """The line broke while it was leaving: it may have arrived."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it leaves; an e-mail takes a calendar file along."""

    address: str
    subject: str
    text: str
    calendar: str = ""


class Carrier(Protocol):
    """Takes a letter, or raises `Refused` or `Uncertain`."""

    def carry(self, letter: Letter) -> None: ...


def reaches_people(config: Mapping[str, Any], channel: Channel) -> bool:
    """True when such a message arrives: a carrier is set up, or the demo's mailbox stands in for one."""
    return bool(config["SMTP_URL" if channel is Channel.EMAIL else "SMS_URL"] or config["DEMO"])


class Mailbox:
    """The demo: the mailbox page is where the letter is read."""

    def carry(self, letter: Letter) -> None:
        """It is in the database already."""


class Nobody:
    """Nothing is set up: no letter leaves, and none is called sent."""

    def carry(self, letter: Letter) -> None:
        raise Refused(NOT_SET_UP)


@dataclass(frozen=True, slots=True)
class Smtp:
    """`smtp://user:password@host:587` (STARTTLS when the server has it) or `smtps://…`."""

    url: str
    sender: str

    def carry(self, letter: Letter) -> None:
        server = self._connection()
        try:
            server.send_message(_email(letter, self.sender))
        except CERTAIN as refusal:
            raise Refused(type(refusal).__name__) from refusal
        except (smtplib.SMTPException, OSError) as broken:
            raise Uncertain(type(broken).__name__) from broken
        finally:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()

    def _connection(self) -> smtplib.SMTP:
        where = urlsplit(self.url)
        try:
            if where.scheme == "smtps":
                server: smtplib.SMTP = smtplib.SMTP_SSL(
                    where.hostname or "",
                    where.port or 465,
                    timeout=SECONDS,
                    context=ssl.create_default_context(),
                )
            else:
                server = smtplib.SMTP(where.hostname or "", where.port or 25, timeout=SECONDS)
                server.ehlo()
                if server.has_extn("starttls"):
                    server.starttls(context=ssl.create_default_context())
            if where.username:
                server.login(unquote(where.username), unquote(where.password or ""))
        except (smtplib.SMTPException, OSError) as away:
            raise Refused(type(away).__name__) from away
        return server


def _email(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, letter.address, letter.subject
    # No answer by machine: "out of office" would tell who writes to whom.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    if letter.calendar:
        message.add_attachment(letter.calendar, subtype="calendar", filename="calendar.ics")
    return message


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """A gateway that takes `POST {"from", "to", "text"}` as JSON with a bearer token."""

    url: str
    token: str
    sender: str

    def carry(self, letter: Letter) -> None:
        content = json.dumps({"from": self.sender, "to": letter.address, "text": letter.text}).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
        try:
            # The address is the administrator's own setting, and `carriers` has checked that it is http(s).
            with urlopen(Request(self.url, content, headers), timeout=SECONDS):  # noqa: S310
                return
        except HTTPError as refusal:
            refusal.close()
            raise Refused(f"HTTP {refusal.code}") from refusal
        except URLError as away:
            raise Refused(type(away.reason).__name__) from away
        except OSError as broken:
            raise Uncertain(type(broken).__name__) from broken


def carriers(settings: Mapping[str, Any]) -> dict[Channel, Carrier]:
    """The carrier of each channel, as the settings say. Raises `ValueError` for a wrong kind of address."""
    nothing = Mailbox() if settings["DEMO"] else Nobody()
    return {Channel.EMAIL: _mail(settings) or nothing, Channel.SMS: _sms(settings) or nothing}


def _mail(settings: Mapping[str, Any]) -> Carrier | None:
    url = str(settings["SMTP_URL"])
    if not url:
        return None
    if urlsplit(url).scheme not in ("smtp", "smtps") or not settings["MAIL_FROM"]:
        raise ValueError("ELEARN_SMTP_URL is smtp:// or smtps://, and ELEARN_MAIL_FROM says who writes")
    return Smtp(url, str(settings["MAIL_FROM"]))


def _sms(settings: Mapping[str, Any]) -> Carrier | None:
    url = str(settings["SMS_URL"])
    if not url:
        return None
    if urlsplit(url).scheme not in ("http", "https"):
        raise ValueError("ELEARN_SMS_URL is http:// or https://")
    return SmsGateway(url, str(settings["SMS_TOKEN"]), str(settings["SMS_SENDER"]))
