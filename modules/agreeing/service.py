"""Sending for review, signing, publishing, and no longer offering a module."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.accounts.roles import Actor, Role
from elearn.errors import Conflict, Forbidden, NotFound
from modules import stored
from modules.agreeing import queries, rules
from modules.agreeing.freezing import Frozen, frozen
from modules.agreeing.models import ModuleReview, SignOff
from modules.authoring import stored as drafts
from modules.authoring.models import ModuleDraft
from modules.checking import Finder
from modules.models import Module, ModuleVersion
from modules.queries import newest_version
from modules.versions import keep_readers


def send_for_review(
    session: Session, module: Module, person_id: int, media: Finder, now: datetime
) -> ModuleReview:
    """Freeze the draft as it stands. A review that was open is replaced, and its signatures with it.

    Raises `NotReady` with everything that is wrong, or `Conflict`: `module_is_retired`, `nothing_new`,
    `already_in_review`.
    """
    locked = _locked(session, module)
    draft = session.scalar(select(ModuleDraft).filter_by(module_id=locked.id).with_for_update())
    if draft is None:
        raise Conflict("nothing_new")
    before = queries.open_review(session, module.id)
    if before and before.draft_seq == draft.seq:
        raise Conflict("already_in_review")
    written = drafts.from_json(draft.content)
    found = frozen(written, media)
    if _says_the_same(newest_version(session, module.id), found):
        raise Conflict("nothing_new")
    if before:
        before.closed_at = now
        session.flush()  # only one is open at a time, also in the database
    review = _review(module.id, draft, found, person_id, now)
    session.add(review)
    session.flush()
    return review


def withdraw(session: Session, review_id: int, module_id: int, now: datetime) -> None:
    """The review is taken back; the draft is as it was. Raises `Conflict("review_is_outdated")`."""
    review = _open(session, review_id, module_id)
    review.withdrawn_at = review.closed_at = now
    session.flush()


def sign(
    session: Session, review_id: int, module: Module, actor: Actor, role: Role, now: datetime
) -> SignOff:
    """The person stands for what is reviewed, in that role.

    Raises `Forbidden("not_your_role")` or `Conflict`: `review_is_outdated`, `already_signed`,
    `own_second_sign_off`, `role_has_signed`, `module_is_retired`.
    """
    if actor.person_id is None or not rules.may_sign(actor, role):
        raise Forbidden("not_your_role")
    _locked(session, module)
    review = _open(session, review_id, module.id)
    own = next((each for each in review.sign_offs if each.person_id == actor.person_id), None)
    if own:
        raise Conflict("already_signed" if own.role is role else "own_second_sign_off")
    if review.signed_as(role):
        raise Conflict("role_has_signed")
    signed = SignOff(role=role, person_id=actor.person_id, signed_at=now)
    review.sign_offs.append(signed)
    session.flush()
    return signed


def publish(
    session: Session,
    review_id: int,
    module: Module,
    now: datetime,
    *,
    sami_in: Collection[str] = (),
    is_confirmed: bool = False,
) -> ModuleVersion:
    """Make the next version of what is reviewed; whoever presses second gets the version of the first.

    `sami_in`: where Sámi is spoken and the module used; to publish without Sámi text must be confirmed.
    Raises `Conflict`: `review_is_outdated`, `module_is_retired`, `sign_off_missing`, `sami_not_confirmed`.
    """
    locked = _turn(session, module)
    review = _found(session, review_id, module.id)
    if review.version is not None:
        return review.version
    if not review.is_open:
        raise Conflict("review_is_outdated")
    if locked.retired_at is not None:
        raise Conflict("module_is_retired")
    if not is_signed(review):
        raise Conflict("sign_off_missing")
    if sami_in and lacks_sami(review) and not is_confirmed:
        raise Conflict("sami_not_confirmed")
    return _publish(session, review, now)


def retire(session: Session, module: Module, now: datetime) -> None:
    """Course runs that start later are not offered it; a review that was open is withdrawn."""
    locked = _turn(session, module)
    if newest_version(session, module.id) is None:
        raise Conflict("not_published")
    review = queries.open_review(session, module.id)
    if review:
        review.withdrawn_at = review.closed_at = now
    locked.retired_at = locked.retired_at or now
    session.flush()


def bring_back(session: Session, module: Module) -> None:
    """It is offered again."""
    module.retired_at = None
    session.flush()


def is_signed(review: ModuleReview) -> bool:
    """By both, who are two people."""
    signed = [each for each in (review.signed_as(role) for role in rules.SIGNING) if each]
    people = {each.person_id for each in signed if each.person_id is not None}
    return len(signed) == len(rules.SIGNING) == len(people)


def lacks_sami(review: ModuleReview) -> bool:
    """There is no page of it in Northern Sámi."""
    return not review.content.get("se", {}).get("pages")


def version_of(review: ModuleReview, number: int, now: datetime) -> ModuleVersion:
    """What the version made of the review says; it is not stored."""
    return ModuleVersion(
        number=number,
        minutes=review.minutes,
        opens=review.opens,
        due=review.due,
        content=review.content,
        source=review.source,
        source_hash="",
        published_at=now,
    )


def _locked(session: Session, module: Module) -> Module:
    """One at a time changes where a module is. Raises `Conflict("module_is_retired")`."""
    locked = _turn(session, module)
    if locked.retired_at is not None:
        raise Conflict("module_is_retired")
    return locked


def _turn(session: Session, module: Module) -> Module:
    """The module as it is now that nobody else is changing where it is."""
    own = select(Module).filter_by(id=module.id).with_for_update()
    return session.scalars(own.execution_options(populate_existing=True)).one()


def _found(session: Session, review_id: int, module_id: int) -> ModuleReview:
    own = select(ModuleReview).filter_by(id=review_id, module_id=module_id).with_for_update()
    review = session.scalar(own.execution_options(populate_existing=True))
    if review is None:
        raise NotFound
    return review


def _open(session: Session, review_id: int, module_id: int) -> ModuleReview:
    review = _found(session, review_id, module_id)
    if not review.is_open:
        raise Conflict("review_is_outdated")
    return review


def _says_the_same(version: ModuleVersion | None, found: Frozen) -> bool:
    if version is None:
        return False
    now = (version.minutes, version.opens, version.due, version.content)
    return now == (found.minutes, found.opens, found.due, stored.to_json(found.texts))


def _review(module_id: int, draft: ModuleDraft, found: Frozen, person_id: int, now: datetime) -> ModuleReview:
    return ModuleReview(
        module_id=module_id,
        draft_seq=draft.seq,
        draft=draft.content,
        source=found.source,
        content=stored.to_json(found.texts),
        minutes=found.minutes,
        opens=found.opens,
        due=found.due,
        person_id=person_id,
        sent_at=now,
    )


def _publish(session: Session, review: ModuleReview, now: datetime) -> ModuleVersion:
    latest = newest_version(session, review.module_id)
    if latest:
        keep_readers(session, review.module_id, latest.id, now)
    version = version_of(review, latest.number + 1 if latest else 1, now)
    version.module_id = review.module_id
    session.add(version)
    session.flush()
    review.version_id, review.closed_at = version.id, now
    session.flush()
    return version
