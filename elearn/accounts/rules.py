"""Pure rules about passwords, devices and where a browser may be sent."""

from __future__ import annotations

from datetime import timedelta

from elearn.accounts.roles import Actor

# NIST SP 800-63B: length is what counts; no rules of composition. The upper limit spares the hashing.
SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 200

SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "CrOS", "Linux")
# In this order: Edge and Samsung also call themselves Chrome, and Chrome calls itself Safari.
BROWSERS = {
    "Edg": "Edge",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}


def weakness(password: str, about: tuple[str, ...]) -> str | None:
    """Why the password will not do: `too_short`, `too_long`, `about_you`; None when it is fine.

    `about`: names and the e-mail address, none of which may be in it.
    """
    if len(password) < SHORTEST_PASSWORD:
        return "too_short"
    if len(password) > LONGEST_PASSWORD:
        return "too_long"
    words = (word.lower() for text in about for word in text.replace("@", " ").replace(".", " ").split())
    return "about_you" if any(len(word) > 2 and word in password.lower() for word in words) else None


def sign_in_lifetime(actor: Actor, staff_hours: int, device_days: int) -> timedelta:
    """How long a device stays signed in: a working day for staff, a whole course for participants."""
    return timedelta(hours=staff_hours) if actor.is_staff else timedelta(days=device_days)


def device_name(user_agent: str) -> str:
    """`Firefox, Android`: enough to tell one's own devices apart, and nothing to follow a person by."""
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "")
    system = next((name for name in SYSTEMS if name in user_agent), "")
    return ", ".join(part for part in (browser, system) if part)


def safe_path(target: str | None, fallback: str) -> str:
    """The target when it is a path of this site, else the fallback: nobody is sent to a stranger's page."""
    if target is None or not target.startswith("/") or target.startswith("//"):
        return fallback
    # Browsers read a backslash as a slash and skip control characters: `/\evil.example` is another site.
    return fallback if "\\" in target or any(ord(sign) < 33 for sign in target) else target
