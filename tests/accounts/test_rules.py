"""Rules of accounts, pure."""

from __future__ import annotations

from datetime import timedelta

import pytest

from elearn.accounts.roles import Actor, Held, Role
from elearn.accounts.rules import device_name, safe_path, sign_in_lifetime, weakness

MARIT = ("Marit", "Prøve Ås", "marit.hansen@example.org")


@pytest.mark.parametrize(
    ("password", "weak"),
    [
        ("eleven char", "too_short"),
        ("twelve chars", None),
        ("x" * 200, None),
        ("x" * 201, "too_long"),
        ("en stille kveld", None),
        ("MARIT er best i byen", "about_you"),
        ("hansen og sønner", "about_you"),
        ("kun ås er for kort", None),
    ],
)
def test_a_password_is_judged_by_its_length_and_what_it_tells(password: str, weak: str | None) -> None:
    assert weakness(password, MARIT) == weak


def test_staff_stay_signed_in_for_a_working_day_and_participants_for_a_course() -> None:
    leader = Actor(1, frozenset({Held(Role.PROFESSIONAL, course_run_id=1)}))
    participant = Actor(2, frozenset({Held(Role.PARTICIPANT, course_run_id=1)}))

    lifetimes = [sign_in_lifetime(actor, staff_hours=12, device_days=120) for actor in (leader, participant)]

    assert lifetimes == [timedelta(hours=12), timedelta(days=120)]


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0", "Firefox, Android"),
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari, iPad"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36", "Chrome, Linux"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_device_is_named_as_its_owner_would_name_it(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name


@pytest.mark.parametrize("path", ["/", "/courses", "/courses/ab12?week=3", "/me#name"])
def test_a_path_of_this_site_is_safe(path: str) -> None:
    assert safe_path(path, "/else") == path


@pytest.mark.parametrize(
    "target",
    [
        *(
            None,
            "",
            "courses",
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "\\/evil.example",
        ),
        *("/\t/evil.example", "javascript:alert(1)", " /courses", "/a\r\nSet-Cookie: a=b", "/\x00"),
    ],
)
def test_nobody_is_sent_to_another_site(target: str | None) -> None:
    assert safe_path(target, "/else") == "/else"
