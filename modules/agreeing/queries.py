"""Reading reviews, comments, and what there is to know before publishing."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from elearn.accounts.models import Person, RoleAssignment
from elearn.courses.models import CourseRun, Programme
from elearn.organisations.models import Organisation, Partnership, partner_municipality
from modules.agreeing.models import BlockComment, ModuleReview, SignOff
from modules.agreeing.rules import SIGNING, Standing, standing
from modules.authoring import stored
from modules.authoring.draft import Draft
from modules.authoring.models import ModuleDraft
from modules.authoring.service import draft_saying
from modules.models import Module
from modules.queries import newest_version


def open_review(session: Session, module_id: int) -> ModuleReview | None:
    """The review that waits for sign-offs or for being published, with those who signed."""
    return session.scalar(
        select(ModuleReview)
        .filter_by(module_id=module_id, closed_at=None)
        .options(joinedload(ModuleReview.person), selectinload(ModuleReview.sign_offs, SignOff.person))
    )


def open_reviews(session: Session) -> list[tuple[ModuleReview, str]]:
    """All that waits for sign-offs or for being published, with the programme's name, the oldest first."""
    rows = session.execute(
        select(ModuleReview, Programme.slug)
        .join(Module, Module.id == ModuleReview.module_id)
        .join(Programme, Programme.id == Module.programme_id)
        .filter_by(closed_at=None)
        .options(
            joinedload(ModuleReview.module),
            joinedload(ModuleReview.person),
            selectinload(ModuleReview.sign_offs),
        )
        .order_by(ModuleReview.sent_at, ModuleReview.id)
    )
    return [(review, programme) for review, programme in rows]


def published_reviews(session: Session, module_id: int) -> Sequence[ModuleReview]:
    """The reviews that became versions, the newest first: who stood for what."""
    return session.scalars(
        select(ModuleReview)
        .where(ModuleReview.module_id == module_id, ModuleReview.version_id.is_not(None))
        .options(joinedload(ModuleReview.version), selectinload(ModuleReview.sign_offs, SignOff.person))
        .order_by(ModuleReview.id.desc())
    ).all()


def standing_of(session: Session, module: Module) -> Standing:
    """In which state the module is, and its next version."""
    seq = session.scalar(select(ModuleDraft.seq).filter_by(module_id=module.id)) or 0
    reviewed = select(func.max(ModuleReview.draft_seq)).where(
        ModuleReview.module_id == module.id, ModuleReview.version_id.is_not(None)
    )
    return standing(
        is_published=newest_version(session, module.id) is not None,
        is_reviewed=open_review(session, module.id) is not None,
        is_written_on=seq > (session.scalar(reviewed) or 0),
        is_retired=module.retired_at is not None,
    )


def published_draft(session: Session, module_id: int) -> Draft:
    """What is published now, as a draft with the keys of the one it was made of; an empty one before that."""
    version = newest_version(session, module_id)
    if version is None:
        return Draft()
    kept = session.scalar(select(ModuleReview.draft).filter_by(version_id=version.id))
    return stored.from_json(kept) if kept else draft_saying(version)


def comments(session: Session, module_id: int) -> Sequence[BlockComment]:
    """Everything that was said about the module's blocks, the oldest first."""
    return session.scalars(
        select(BlockComment)
        .filter_by(module_id=module_id)
        .options(joinedload(BlockComment.person), joinedload(BlockComment.resolved_by))
        .order_by(BlockComment.id)
    ).all()


def who_may_sign(session: Session) -> Sequence[Person]:
    """Everybody who is a professional or an experienced user in an organisation."""
    holders = select(RoleAssignment.person_id).where(
        RoleAssignment.role.in_(SIGNING), RoleAssignment.organisation_id.is_not(None)
    )
    return session.scalars(
        select(Person).where(Person.id.in_(holders), Person.disabled_at.is_(None)).order_by(Person.id)
    ).all()


def sami_municipalities(session: Session, programme_id: int, developer_in: frozenset[int]) -> Sequence[str]:
    """Names of those in the Sámi area that use the programme, or in which the developer works."""
    partnerships = (
        select(CourseRun.partnership_id).where(CourseRun.programme_id == programme_id).scalar_subquery()
    )
    hosts = select(Partnership.host_id).where(Partnership.id.in_(partnerships))
    partners = select(partner_municipality.c.municipality_id).where(
        partner_municipality.c.partnership_id.in_(partnerships)
    )
    return session.scalars(
        select(Organisation.name)
        .where(
            Organisation.in_sami_area.is_(True),
            or_(Organisation.id.in_(hosts), Organisation.id.in_(partners), Organisation.id.in_(developer_in)),
        )
        .order_by(Organisation.name)
    ).all()
