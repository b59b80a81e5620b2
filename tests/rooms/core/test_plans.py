"""The action-plan round: what one chooses to share."""

from dataclasses import replace

from rooms.core.commands import EndSession, MuteMember, ReportPlanProgress, SharePlan, UnsharePlan
from rooms.core.events import PlanProgressShared, PlanShared, PlanUnshared
from rooms.core.refusals import Code
from rooms.core.state import Plan, PlanProgress
from tests.rooms.core.story import ANA, BJORN, MARIT, OLAV, after, decided, refused

PLAN = SharePlan("Gå tur", "20 minutter", "Kl. 17", "Tre ganger", 7)


def test_a_plan_is_shared_by_ones_own_choice_and_taken_back():
    shared = after((ANA, PLAN))

    assert shared.plans.shared["ana"] == Plan("Gå tur", "20 minutter", "Kl. 17", "Tre ganger", 7, shared.at)
    assert decided(by=ANA, when=PLAN, since=shared) == []
    assert decided(by=ANA, when=UnsharePlan(), since=shared) == [PlanUnshared()]
    assert after((ANA, UnsharePlan()), since=shared).plans.shared == {}
    assert decided(by=BJORN, when=UnsharePlan(), since=shared) == []


def test_a_revised_plan_replaces_the_first():
    revised = replace(PLAN, how_much="10 minutter", confidence=8)

    assert after((ANA, PLAN), (ANA, revised)).plans.shared["ana"].confidence == 8


def test_a_plan_says_what_and_how_sure():
    assert decided(by=ANA, when=PLAN)[0] == PlanShared("Gå tur", "20 minutter", "Kl. 17", "Tre ganger", 7)
    assert refused(by=ANA, when=replace(PLAN, what=" ")) == Code.EMPTY
    assert refused(by=ANA, when=replace(PLAN, when="x" * 4_001)) == Code.TOO_LONG
    assert refused(by=ANA, when=replace(PLAN, confidence=11)) == Code.OUT_OF_RANGE


def test_the_next_session_opens_with_how_it_went():
    told = after((ANA, ReportPlanProgress("partly", "To av tre turer")))

    assert told.plans.progress["ana"] == PlanProgress("partly", "To av tre turer", told.at)
    assert decided(by=ANA, when=ReportPlanProgress("partly", "To av tre turer"), since=told) == []
    assert decided(by=ANA, when=ReportPlanProgress("done"), since=told) == [PlanProgressShared("done", "")]


def test_somebody_muted_shares_nothing():
    given = [(MARIT, MuteMember("ana"))]

    assert refused(given=given, by=ANA, when=PLAN) == Code.MUTED
    assert refused(given=given, by=ANA, when=ReportPlanProgress("done")) == Code.MUTED


def test_what_was_shared_is_taken_back_also_after_the_end():
    shared = after((ANA, PLAN), (OLAV, EndSession()))

    assert decided(by=ANA, when=UnsharePlan(), since=shared) == [PlanUnshared()]
    assert refused(by=BJORN, when=PLAN, since=shared) == Code.ENDED
