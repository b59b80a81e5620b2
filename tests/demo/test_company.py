"""What those nobody plays do: for visitors, beside leaders, and never in a visitor's name."""

from __future__ import annotations

import pytest

from elearn.demo.people import players
from rooms.core import commands as c
from rooms.core.rules import is_debrief_signed, waiting
from rooms.simulation.company import MENUS, next_act
from tests.demo.evening import CAST, LATE, PEOPLE, TALK, Evening, evening

TWO_HOURS = 8_400


def kinds(told: Evening, seconds: float) -> set[type]:
    return {type(act.command) for act in told.goes_on(seconds)}


def written_by(told: Evening, who: str) -> list[str]:
    return [message.text for message in told.room.chat.messages.values() if message.by == who]


def test_nobody_does_anything_when_no_visitor_is_there() -> None:
    told = evening()

    assert told.goes_on(600) == []


def test_the_same_moment_always_has_the_same_next_thing() -> None:
    told = evening("ana")
    told.goes_on(300)

    assert next_act(told.scene()) == next_act(told.scene())


def test_an_evening_goes_from_beginning_to_end_for_a_participant() -> None:
    told = evening("ana")

    told.goes_on(TWO_HOURS)

    assert told.room.session.ended_at is not None
    assert sorted(told.room.run_sheet.times) == list(range(1, 12))
    assert told.refused == {}


def test_nobody_says_anything_twice() -> None:
    told = evening("ana", "bjorn")

    told.goes_on(TWO_HOURS)

    texts = [message.text for message in told.room.chat.messages.values()]
    assert len(texts) > 200
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("visitor", ["ana", "lars", "marit", "olav"])
def test_nobody_acts_for_a_visitor(visitor: str) -> None:
    told = evening(visitor)

    acts = told.goes_on(3_600)

    assert [act for act in acts if act.person == visitor] == []


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("welcome", {c.SendMessage, c.React, c.ReportPlanProgress}),
        ("opening_round", {c.SendMessage, c.FinishTurn, c.ReportPlanProgress}),
        ("experience_talk", {c.SendMessage, c.React, c.AskQuestion, c.RaiseHand, c.EndWord}),
        ("professional_input", {c.SendMessage, c.React, c.AskQuestion, c.AnswerQuestion}),
        ("break", {c.SendMessage, c.TakeBreak}),
        ("breakout", {c.PrepareBreakouts, c.OpenBreakouts, c.SendMessage}),
        ("plenary_harvest", {c.RaiseHand, c.GiveWord, c.TakePen, c.WriteNote, c.PutDownPen}),
        ("micro_break", {c.SendMessage, c.React}),
        ("action_plan", {c.SharePlan, c.SendMessage, c.ChooseBuddy}),
        ("closing_round", {c.SendMessage, c.FinishTurn}),
        ("session_check", {c.AnswerSessionCheck, c.SendMessage}),
    ],
)
def test_each_phase_has_what_fits_it(kind: str, expected: set[type]) -> None:
    told = evening("ana", late=())
    told.begins(kind)

    minutes = next(phase.minutes for phase in told.room.run_sheet.phases if phase.kind == kind)

    assert expected - kinds(told, minutes * 60 - 10) == set()


def test_there_is_something_to_say_in_both_languages_in_every_phase() -> None:
    silent = [
        (kind, section, language)
        for kind in MENUS
        for section in ("lines", *(("leader",) if kind != "check_in_tech" else ()))
        for language in ("nb", "nn")
        if not TALK.words(kind, section, language)
    ]

    assert silent == []


def test_a_simulated_leader_begins_when_no_visitor_leads() -> None:
    told = evening("ana")

    told.goes_on(40)
    assert told.room.session.started_at is None

    told.goes_on(40)
    assert told.room.session.started_at is not None


def test_a_visitor_who_leads_is_never_overridden() -> None:
    told = evening("marit")

    before = kinds(told, 300)
    told.begins("experience_talk")
    during = kinds(told, 3_600)

    leading = {c.StartSession, c.NextPhase, c.BeginPhase, c.EndSession, c.PrepareBreakouts, c.OpenBreakouts}
    moderating = {c.Admit, c.AdmitAll, c.GiveWord, c.TakeQuestion, c.AnswerQuestion, c.OpenSideRoom}
    assert (before | during) & (leading | moderating) == set()


@pytest.mark.parametrize("visitor", ["olav", "marit", "tove"])
def test_somebody_waits_at_the_door_when_a_visitor_can_open_it(visitor: str) -> None:
    told = evening(visitor)

    told.goes_on(60)

    assert [member.id for member in waiting(told.room)] == sorted(LATE)


def test_the_experienced_user_tells_from_experience_while_the_visitor_leads() -> None:
    told = evening("marit")
    told.begins("experience_talk")

    told.goes_on(600)

    assert written_by(told, "olav")[:1] == [TALK.words("experience_talk", "leader", "nn")[0]]


def test_the_other_leader_answers_in_the_back_channel() -> None:
    told = evening("marit")
    told.do("marit", c.SendBackchannel("Skal vi begynne?"))

    told.goes_on(30)

    assert [line.by for line in told.room.chat.backchannel.values()] == ["marit", "olav"]


def test_the_other_leader_takes_over_when_asked() -> None:
    told = evening("marit")
    told.begins("welcome")
    told.do("marit", c.HandOver("olav"))

    told.goes_on(30)

    whispered = [line.text for line in told.room.chat.backchannel.values()]
    assert whispered == list(TALK.anytime("handed_over", "nn"))


def test_the_simulated_leaders_go_on_when_the_leading_visitor_is_gone() -> None:
    told = evening("marit", "ana")
    told.begins("welcome")
    told.visitors = {"ana"}

    told.goes_on(400)

    assert told.room.run_sheet.current == 2


def test_a_visitor_who_writes_is_answered() -> None:
    told = evening("ana")
    told.begins("welcome")
    told.do("ana", c.SendMessage("Det er litt skummelt å være her i kveld."))
    number = told.room.seq

    told.goes_on(40)

    replies = [m.text for m in told.room.chat.messages.values() if m.reply_to == number]
    possible = {*TALK.anytime("replies", "nb"), *TALK.anytime("replies", "nn")}
    assert len(replies) == 1 and set(replies) <= possible


def test_a_leading_visitor_who_asks_the_group_gets_two_answers() -> None:
    told = evening("marit")
    told.begins("welcome")
    told.do("marit", c.SendMessage("Er dere klare?"))
    number = told.room.seq

    told.goes_on(80)

    replies = [m for m in told.room.chat.messages.values() if m.reply_to == number]
    assert len({reply.by for reply in replies}) == len(replies) == 2


def test_a_visitor_at_the_door_is_let_in_when_no_visitor_leads() -> None:
    told = evening("lars")
    told.do("lars", c.Enter())
    told.begins("welcome")

    told.goes_on(40)

    assert told.room.members["lars"].seat > 0


def test_a_visitor_who_is_not_well_is_taken_aside_and_attended_to() -> None:
    told = evening("ana")
    told.begins("welcome")
    told.do("ana", c.SignalUnwell("Det ble litt mye."))

    told.goes_on(30)
    aside = told.room.members["ana"].place
    told.goes_on(240)

    assert aside == "side-1"
    assert told.room.members["ana"].place == "main"
    assert told.room.wellbeing.signals["ana"].state == "attended"


def test_a_visitor_who_has_gone_back_is_not_taken_aside_again() -> None:
    told = evening("ana")
    told.begins("welcome")
    told.do("ana", c.SignalUnwell("Det ble litt mye."))
    told.goes_on(30)

    told.do("ana", c.CloseSideRoom("side-1"))
    told.goes_on(240)

    assert list(told.room.wellbeing.side_rooms) == ["side-1"]
    assert told.room.wellbeing.signals["ana"].state == "attended"

    told.do("ana", c.SignalUnwell("Nå igjen."))
    told.goes_on(30)

    assert told.room.members["ana"].place == "side-2"


def test_the_turn_of_a_silent_visitor_comes_back_later() -> None:
    told = evening("ana")
    told.begins("opening_round")

    told.goes_on(900)

    assert told.room.round is None or told.room.round.states["ana"] == "waiting"
    assert any(isinstance(act.command, c.PostponeTurn) for act in told.acts)


def test_the_company_answers_what_a_leading_visitor_opens() -> None:
    told = evening("marit", late=())
    told.begins("plenary_harvest")
    told.do("marit", c.OpenPoll("Skal vi ta pause nå?", ("Ja", "Nei")))
    told.do("marit", c.PrepareBreakouts("choice", 4, 10))

    told.goes_on(400)

    poll = next(iter(told.room.polls.values()))
    assert sorted(poll.votes) == sorted(PEOPLE)
    assert sorted(person for group in told.room.breakouts.groups for person in group) == sorted(PEOPLE)


def test_a_group_that_calls_is_visited() -> None:
    told = evening("ana")
    told.begins("breakout")
    told.goes_on(60)
    told.do("ana", c.CallLeader())

    acts = told.goes_on(80)

    assert {c.VisitBreakout, c.LeaveBreakout} <= {type(act.command) for act in acts}
    assert told.room.breakouts.calls == {}


def test_somebody_whom_a_visitor_chooses_chooses_back() -> None:
    told = evening("lars", late=())
    told.begins("action_plan")
    told.do("lars", c.ChooseBuddy("jonas"))

    told.goes_on(30)

    assert told.room.buddies.pairs["lars"] == "jonas"


def test_whoever_is_muted_or_finds_the_chat_closed_says_nothing() -> None:
    told = evening("marit")
    told.begins("welcome")
    told.do("marit", c.MuteMember("gerd"), c.CloseChat())

    told.goes_on(200)

    assert [m.by for m in told.room.chat.messages.values() if m.by not in ("marit", "olav")] == []


def test_somebody_comes_back_to_the_seat_a_visitor_left() -> None:
    told = evening("ana", "elin")
    told.do("elin", c.LeaveRoom())
    told.visitors = {"ana"}

    told.goes_on(30)

    assert told.room.members["elin"].here


def test_the_other_leader_signs_what_the_visitor_has_written_and_signed() -> None:
    told = evening("marit")
    told.begins("session_check")
    told.goes_on(60)
    told.do("marit", c.EndSession(), c.ReviseDebrief("Alle kom til orde.", "", "", ""))
    told.do("marit", c.SignDebrief(told.room.debrief.revision))

    told.goes_on(200)

    assert is_debrief_signed(told.room)


def test_after_the_end_people_go_home_and_leaders_stay() -> None:
    told = evening("marit")
    told.begins("session_check")
    told.do("marit", c.EndSession())

    told.goes_on(300)

    assert sorted(one.id for one in told.room.members.values() if one.here) == ["marit", "olav"]


def test_the_cast_is_the_people_of_the_demonstration() -> None:
    plain = {player.name.lower().replace("ø", "o"): player for player in players()}

    assert {(name, one.part, one.language) for name, one in CAST.items()} == {
        (name, player.part, player.language) for name, player in plain.items()
    }
