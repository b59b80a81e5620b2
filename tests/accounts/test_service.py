"""Passwords, links and devices, as services."""

from __future__ import annotations

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from elearn.accounts import access_log, devices, personal_links, service
from elearn.accounts.models import AccessEntry, PersonalLink, SignIn, SignInFailure
from elearn.accounts.personal_links import LinkExpired
from elearn.accounts.throttling import FAILURES, TooManyTries, count_try
from elearn.clock import now
from elearn.errors import DomainError, Invalid, NotFound
from tests.cast import STAFF_PASSWORD, Cast

DAY = timedelta(days=1)
NEW_PASSWORD = "fire ord på rad her"


def fail(session: Session, email: str) -> str:
    with pytest.raises(DomainError) as refusal:
        service.check_password(session, email, "not the password", now())
    return refusal.value.code


def test_the_right_password_is_the_person(session: Session, cast: Cast) -> None:
    found = service.check_password(session, " MARIT@example.org ", STAFF_PASSWORD, now())

    assert found == cast.marit.id


def test_an_unknown_account_and_a_wrong_password_get_the_same_answer(session: Session, cast: Cast) -> None:
    answers = [
        fail(session, email) for email in ("marit@example.org", "nobody@example.org", "ana@example.org")
    ]

    assert answers == ["wrong_password"] * 3


def test_an_unknown_account_costs_the_same_work(
    session: Session, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify, costs = PasswordHasher.verify, []

    def count(hasher: PasswordHasher, stored: str, password: str) -> bool:
        costs.append(stored.split("$")[1:4])
        return verify(hasher, stored, password)

    monkeypatch.setattr(PasswordHasher, "verify", count)

    for email in ("marit@example.org", "nobody@example.org", "ana@example.org"):
        fail(session, email)

    assert costs == [["argon2id", "v=19", "m=65536,t=3,p=4"]] * 3


def test_a_disabled_person_has_no_password(session: Session, cast: Cast) -> None:
    cast.marit.disabled_at = now()

    with pytest.raises(DomainError, match="wrong_password"):
        service.check_password(session, "marit@example.org", STAFF_PASSWORD, now())


@pytest.mark.parametrize("email", ["marit@example.org", "nobody@example.org"])
def test_five_failures_close_an_account_whether_it_exists_or_not(
    session: Session, cast: Cast, email: str
) -> None:
    codes = [fail(session, email) for _ in range(6)]

    assert codes == ["wrong_password"] * 5 + ["too_many_tries"]


def test_a_closed_account_refuses_the_right_password_and_opens_after_half_an_hour(
    session: Session, cast: Cast
) -> None:
    for _ in range(5):
        fail(session, "marit@example.org")

    with pytest.raises(TooManyTries):
        service.check_password(session, "marit@example.org", STAFF_PASSWORD, now())
    later = service.check_password(
        session, "marit@example.org", STAFF_PASSWORD, now() + timedelta(minutes=31)
    )

    assert later == cast.marit.id


def test_failures_of_one_account_leave_others_alone(session: Session, cast: Cast) -> None:
    for _ in range(5):
        fail(session, "marit@example.org")

    assert service.check_password(session, "olav@example.org", STAFF_PASSWORD, now()) == cast.olav.id


def test_signing_in_forgets_the_failures(session: Session, cast: Cast) -> None:
    fail(session, "marit@example.org")

    service.check_password(session, "marit@example.org", STAFF_PASSWORD, now())

    assert session.scalar(select(func.count()).select_from(SignInFailure)) == 0


def test_a_link_is_kept_as_a_hash_of_128_bits(session: Session, cast: Cast) -> None:
    token = personal_links.issue_link(session, cast.ana, now(), DAY)

    stored = session.scalars(select(PersonalLink)).one()

    assert len(token) == 22
    assert (len(stored.token_hash), token.encode() in stored.token_hash) == (32, False)


def test_a_link_signs_its_person_in_again_and_again(session: Session, cast: Cast) -> None:
    token = personal_links.issue_link(session, cast.ana, now(), DAY)

    devices = [personal_links.exchange_link(session, token, now(), DAY, "") for _ in range(2)]

    assert [device.person_id for device in devices] == [cast.ana.id] * 2
    assert devices[0].key != devices[1].key


def test_a_single_use_link_works_once(session: Session, cast: Cast) -> None:
    token = personal_links.issue_link(session, cast.ana, now(), DAY, single_use=True)
    personal_links.exchange_link(session, token, now(), DAY, "")

    with pytest.raises(LinkExpired):
        personal_links.exchange_link(session, token, now(), DAY, "")


def test_links_end_by_time_by_being_revoked_and_with_the_person(session: Session, cast: Cast) -> None:
    old = personal_links.issue_link(session, cast.ana, now() - 2 * DAY, DAY)
    revoked = personal_links.issue_link(session, cast.bjorn, now(), DAY)
    disabled = personal_links.issue_link(session, cast.cecilie, now(), DAY)
    personal_links.revoke_links(session, cast.bjorn, now())
    cast.cecilie.disabled_at = now()

    for token in (old, revoked, disabled, "never-issued"):
        with pytest.raises(LinkExpired):
            personal_links.find_link(session, token, now())


def test_a_sign_in_ends_by_time_and_with_the_person(session: Session, cast: Cast) -> None:
    device = devices.start_sign_in(session, cast.ana, now(), DAY, "")
    key, in_time, late = device.key, now(), now() + 2 * DAY

    assert devices.find_sign_in(session, key, in_time) is device
    assert devices.find_sign_in(session, key, late) is None
    cast.ana.disabled_at = now()
    assert devices.find_sign_in(session, key, in_time) is None


def test_signing_out_ends_this_device(session: Session, cast: Cast) -> None:
    here, there = (devices.start_sign_in(session, cast.ana, now(), DAY, "").id for _ in range(2))

    service.sign_out(session, cast.ana, here)

    assert list(session.scalars(select(SignIn.id))) == [there]


def test_signing_out_everywhere_ends_all_of_ones_own(session: Session, cast: Cast) -> None:
    for _ in range(2):
        devices.start_sign_in(session, cast.ana, now(), DAY, "")
    other = devices.start_sign_in(session, cast.bjorn, now(), DAY, "").id

    service.sign_out_everywhere(session, cast.ana)

    assert list(session.scalars(select(SignIn.id))) == [other]


def test_nobody_signs_others_out(session: Session, cast: Cast) -> None:
    anas = devices.start_sign_in(session, cast.ana, now(), DAY, "").id

    with pytest.raises(NotFound):
        service.sign_out(session, cast.bjorn, anas)


def test_a_new_password_signs_every_device_out_and_spends_every_link(session: Session, cast: Cast) -> None:
    devices.start_sign_in(session, cast.marit, now(), DAY, "")
    token = personal_links.issue_link(session, cast.marit, now(), DAY)

    service.change_password(session, cast.marit, STAFF_PASSWORD, NEW_PASSWORD, now())

    assert service.check_password(session, "marit@example.org", NEW_PASSWORD, now()) == cast.marit.id
    assert list(session.scalars(select(SignIn.id))) == []
    with pytest.raises(LinkExpired):
        personal_links.find_link(session, token, now())


def test_a_password_is_not_changed_without_the_old_one_or_to_a_weak_one(session: Session, cast: Cast) -> None:
    with pytest.raises(DomainError, match="wrong_password"):
        service.change_password(session, cast.marit, "not the password", NEW_PASSWORD, now())
    with pytest.raises(Invalid, match="too_short"):
        service.change_password(session, cast.marit, STAFF_PASSWORD, "short", now())
    with pytest.raises(Invalid, match="about_you"):
        service.change_password(session, cast.marit, STAFF_PASSWORD, "marit marit marit", now())

    assert service.check_password(session, "marit@example.org", STAFF_PASSWORD, now()) == cast.marit.id


def test_who_was_invited_chooses_a_first_password_without_an_old_one(session: Session, cast: Cast) -> None:
    cast.marit.password_hash = None

    service.change_password(session, cast.marit, "", NEW_PASSWORD, now())

    assert service.check_password(session, "marit@example.org", NEW_PASSWORD, now()) == cast.marit.id


def test_reading_about_others_is_noted_and_reading_about_oneself_is_not(session: Session, cast: Cast) -> None:
    access_log.note_access(session, cast.sunniva, cast.ana, "participants", now())
    access_log.note_access(session, cast.ana, cast.ana, "participants", now())

    noted = session.execute(select(AccessEntry.reader_id, AccessEntry.person_id, AccessEntry.what)).all()

    assert noted == [(cast.sunniva.id, cast.ana.id, "participants")]


def test_many_tries_in_one_moment_are_counted_before_any_is_looked_at(session: Session, cast: Cast) -> None:
    email, at = cast.marit.email or "", now()
    for _ in range(FAILURES):
        count_try(session, email, at)

    with pytest.raises(TooManyTries):
        service.check_password(session, email, STAFF_PASSWORD, at)


def test_a_link_that_was_spent_meanwhile_is_seen_to_be(session: Session, cast: Cast) -> None:
    token = personal_links.issue_link(session, cast.ana, now(), DAY, single_use=True)
    personal_links.find_link(session, token, now())
    spent = update(PersonalLink).values(used_at=now())
    session.execute(spent.execution_options(synchronize_session=False))

    with pytest.raises(LinkExpired):
        personal_links.exchange_link(session, token, now(), DAY, "")
