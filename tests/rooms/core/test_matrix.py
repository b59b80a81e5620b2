"""Every kind of actor and every command, with the expected answer written down; deny by default."""

import typing

import pytest

from rooms.core import commands as c
from rooms.core.actors import CLOCK
from rooms.core.commands import Command
from rooms.core.permissions import PERMISSIONS
from rooms.core.refusals import Code
from tests.rooms.core.story import (
    ANA,
    CECILIE,
    CHECK,
    EVENING,
    GERD,
    JONAS,
    MARIT,
    OLAV,
    PREPARE,
    RUN_SHEET,
    SUNNIVA,
    TALK,
    TOVE,
    VIDAR,
    after,
    refused,
)

# The columns of the table: a participant, the two leaders, the technical host, the coordinator,
# somebody waiting at the door, somebody removed, a stranger (also: a member of another room), the clock.
ACTORS = (ANA, MARIT, OLAV, TOVE, SUNNIVA, GERD, JONAS, VIDAR, CLOCK)

ANSWERS = {
    ".": None,
    "n": Code.NOT_IN_ROOM,
    "r": Code.REMOVED,
    "g": Code.GROUND_RULES,
    "l": Code.LEADERS_ONLY,
    "s": Code.STAFF_ONLY,
    "p": Code.PARTICIPANTS_ONLY,
    "c": Code.CLOCK_ONLY,
    "e": Code.ENDED,
    "t": Code.NOT_ENDED,
    "x": Code.NO_SUCH_REPORT,
    "y": Code.NOT_YOUR_SIGNATURE,
    "m": Code.NOT_IN_MEDIA,
    "h": Code.MAY_NOT_SHARE,
    # These depend on what the room holds just then, and are told in the tests of their theme.
    "w": Code.NOT_YOUR_OWN,
    "u": Code.NOT_YOUR_TURN,
    "o": Code.NO_ROUND,
    "i": Code.NOT_IN_GROUP,
    "b": Code.BREAKOUTS_OPEN,
    "k": Code.PEN_TAKEN,
    "d": Code.PEN_NEEDED,
}


def furnished(room):
    """Somebody at the door, somebody removed, and one of everything a command may speak of."""
    return after(
        (MARIT, c.BeginPhase(CHECK)),
        (JONAS, c.Enter()),
        (MARIT, c.Admit("jonas")),
        (MARIT, c.RemoveMember("jonas", "Truet en annen")),
        (GERD, c.Enter()),
        (CECILIE, c.SendMessage("Hei")),
        (ANA, c.AskQuestion("Hvorfor?")),
        (MARIT, c.OpenPoll("Pause?", ("Ja", "Nei"))),
        (MARIT, c.ShowLink("Lenke", "https://a.no/")),
        (MARIT, c.AddTask("Ringe")),
        (ANA, c.ReportSaid("Noe som ble sagt", "cecilie")),
        (CECILIE, c.SignalUnwell()),
        (OLAV, c.OpenSideRoom("cecilie")),
        (OLAV, c.CloseSideRoom("side-1")),
        (MARIT, c.OpenRound()),
        (ANA, c.JoinMedia()),
        (ANA, c.TakePen()),
        (MARIT, c.PrepareBreakouts("choice", 2)),
        (MARIT, c.AssignToBreakout("ana", 1)),
        (MARIT, c.OpenBreakouts()),
        since=room,
    )


DURING = furnished(EVENING)
OVER = after((OLAV, c.EndSession()), (MARIT, c.ReviseDebrief("Rolig", "", "", "")), since=DURING)

MESSAGE = next(iter(DURING.chat.messages))
QUESTION = next(iter(DURING.questions))
POLL = next(iter(DURING.polls))
ITEM = next(iter(DURING.items))
TASK = next(iter(DURING.wellbeing.tasks))
REPORT = next(iter(DURING.reports))

# Command, then the answers during the session and after it, one sign per actor in the order above.
TABLE: list[tuple[Command, str, str]] = [
    (PREPARE, "cccccccc.", "cccccccc."),
    (c.Tick(), "cccccccc.", "cccccccc."),
    (c.Enter(), "....n.rgn", "....neren"),
    (c.AcceptGroundRules(), "....n.r.n", "....n.r.n"),
    (c.LeaveRoom(), "....n.rnn", "....n.rnn"),
    (c.LoseConnection(), "....n.rnn", "....n.rnn"),
    (c.SignalUnwell(), "....n.rnn", "....n.rnn"),
    (c.WithdrawSignal(), "....n.rnn", "....n.rnn"),
    (c.TakeBreak(), "....nnrnn", "eeeennrnn"),
    (c.EndBreak(), "....nnrnn", "eeeennrnn"),
    (c.RaiseHand(), "....nnrnn", "eeeennrnn"),
    (c.LowerHand(), "....nnrnn", "eeeennrnn"),
    (c.EndWord(), "....nnrnn", "eeeennrnn"),
    (c.PassTurn(), "...onnrnn", "eeeennrnn"),
    (c.FinishTurn("ana"), "u..unnrnn", "eeeennrnn"),
    (c.ReturnTurn(), "...onnrnn", "eeeennrnn"),
    (c.PostponeTurn(), "...onnrnn", "eeeennrnn"),
    (c.SendMessage("Hei"), "....nnrnn", "eeeennrnn"),
    (c.React(MESSAGE, "heart"), "....nnrnn", "eeeennrnn"),
    (c.Unreact(MESSAGE, "heart"), "....nnrnn", "eeeennrnn"),
    (c.AskQuestion("Hvorfor?"), "....nnrnn", "eeeennrnn"),
    (c.SupportQuestion(QUESTION), "....nnrnn", "eeeennrnn"),
    (c.UnsupportQuestion(QUESTION), "....nnrnn", "eeeennrnn"),
    (c.WithdrawQuestion(QUESTION), ".wwwnnrnn", "eeeennrnn"),
    (c.CallLeader(), ".iiinnrnn", "eeeennrnn"),
    (c.Vote(POLL, 0), "....nnrnn", "eeeennrnn"),
    (c.TakePen(), "...knnrnn", "eeeennrnn"),
    (c.WriteNote("Lys"), ".dddnnrnn", "eeeennrnn"),
    (c.PutDownPen(), "....nnrnn", "eeeennrnn"),
    (c.SharePlan("Gå tur", "", "", "", 7), "....nnrnn", "eeeennrnn"),
    (c.UnsharePlan(), "....nnrnn", "....nnrnn"),
    (c.ReportPlanProgress("done"), "....nnrnn", "eeeennrnn"),
    (c.ReportMessage(MESSAGE), "....nnrnn", "....nnrnn"),
    (c.ReportSaid("Noe"), "....nnrnn", "....nnrnn"),
    (c.CloseSideRoom("side-1"), "l..lnnrnn", "l..lnnrnn"),
    (c.ChooseBreakout(1), ".pppnnrnn", "epppnnrnn"),
    (c.ChooseBuddy("cecilie"), ".pppnnrnn", "epppnnrnn"),
    (c.UnchooseBuddy(), ".pppnnrnn", "epppnnrnn"),
    (c.LeaveBuddy(), ".pppnnrnn", ".pppnnrnn"),
    (c.AnswerSessionCheck(8, 7, 9, 6), ".pppnnrnn", ".pppnnrnn"),
    (c.Admit("gerd"), "s...nnrnn", "seeennrnn"),
    (c.AdmitAll(), "s...nnrnn", "seeennrnn"),
    (c.SendBackchannel("Hei"), "s...nnrnn", "s...nnrnn"),
    (c.ShowLink("Lenke", "https://a.no/"), "s...nnrnn", "seeennrnn"),
    (c.ShowFile("Plan", "b7c1", "application/pdf"), "s...nnrnn", "seeennrnn"),
    (c.TakeDownItem(ITEM), "s...nnrnn", "seeennrnn"),
    (c.ShowItemAgain(ITEM), "s...nnrnn", "seeennrnn"),
    (c.LockRoom(), "l..lnnrnn", "leelnnrnn"),
    (c.UnlockRoom(), "l..lnnrnn", "leelnnrnn"),
    (c.StartSession(), "l..lnnrnn", "leelnnrnn"),
    (c.EndSession(), "l..lnnrnn", "l..lnnrnn"),
    (c.ResumeSession(), "l..lnnrnn", "l..lnnrnn"),
    (c.HandOver("olav"), "l..lnnrnn", "leelnnrnn"),
    (c.BeginPhase(TALK), "l..lnnrnn", "leelnnrnn"),
    (c.NextPhase(TALK), "l..lnnrnn", "leelnnrnn"),
    (c.ExtendPhase(CHECK, 5), "l..lnnrnn", "leelnnrnn"),
    (c.ChangeRunSheet(RUN_SHEET), "l..lnnrnn", "leelnnrnn"),
    (c.OpenRound(), "l..lnnrnn", "leelnnrnn"),
    (c.CloseRound(), "l..lnnrnn", "leelnnrnn"),
    (c.GiveWord("cecilie"), "l..lnnrnn", "leelnnrnn"),
    (c.HideMessage(MESSAGE), "l..lnnrnn", "l..lnnrnn"),
    (c.ShowMessage(MESSAGE), "l..lnnrnn", "l..lnnrnn"),
    (c.TakeQuestion(QUESTION), "l..lnnrnn", "leelnnrnn"),
    (c.AnswerQuestion(QUESTION), "l..lnnrnn", "leelnnrnn"),
    (c.ReopenQuestion(QUESTION), "l..lnnrnn", "leelnnrnn"),
    (c.HideQuestion(QUESTION), "l..lnnrnn", "l..lnnrnn"),
    (c.ShowQuestion(QUESTION), "l..lnnrnn", "l..lnnrnn"),
    (c.PrepareBreakouts(), "lbblnnrnn", "leelnnrnn"),
    (c.AssignToBreakout("ana", 2), "l..lnnrnn", "leelnnrnn"),
    (c.OpenBreakouts(), "l..lnnrnn", "leelnnrnn"),
    (c.ExtendBreakouts(5), "l..lnnrnn", "leelnnrnn"),
    (c.BroadcastToBreakouts("Hei"), "l..lnnrnn", "leelnnrnn"),
    (c.VisitBreakout("group-1"), "l..lnnrnn", "leelnnrnn"),
    (c.LeaveBreakout(), "l..lnnrnn", "leelnnrnn"),
    (c.CloseBreakouts(), "l..lnnrnn", "leelnnrnn"),
    (c.OpenPoll("Pause?", ("Ja", "Nei")), "l..lnnrnn", "leelnnrnn"),
    (c.ClosePoll(POLL), "l..lnnrnn", "leelnnrnn"),
    (c.ReopenPoll(POLL), "l..lnnrnn", "leelnnrnn"),
    (c.AttendSignal("cecilie"), "l..lnnrnn", "l..lnnrnn"),
    (c.OpenSideRoom("cecilie"), "l..lnnrnn", "l..lnnrnn"),
    (c.AddTask("Ringe"), "l..lnnrnn", "l..lnnrnn"),
    (c.CompleteTask(TASK), "l..lnnrnn", "l..lnnrnn"),
    (c.ReopenTask(TASK), "l..lnnrnn", "l..lnnrnn"),
    (c.JoinMedia(), "....nnrnn", "e...nnrnn"),
    (c.LeaveMedia(), "....nnrnn", "....nnrnn"),
    (c.ResumeVoice(), ".mmmnnrnn", ".mmmnnrnn"),
    (c.ResumePicture(), ".mmmnnrnn", ".mmmnnrnn"),
    (c.ShareScreen(), "hmmmnnrnn", "hmmmnnrnn"),
    (c.StopSharing(), "....nnrnn", "....nnrnn"),
    (c.StopVoice("ana"), "l..lnnrnn", "l..lnnrnn"),
    (c.StopAllVoices(), "l..lnnrnn", "l..lnnrnn"),
    (c.StopPicture("ana"), "l..lnnrnn", "l..lnnrnn"),
    (c.AllowSharing("ana"), "l..lnnrnn", "l..lnnrnn"),
    (c.DisallowSharing("ana"), "l..lnnrnn", "l..lnnrnn"),
    (c.PutInFocus("ana"), "l..lnnrnn", "l..lnnrnn"),
    (c.LiftFocus(), "l..lnnrnn", "l..lnnrnn"),
    (c.MarkByPhone("ana"), "l..lnnrnn", "l..lnnrnn"),
    (c.UnmarkByPhone("ana"), "l..lnnrnn", "l..lnnrnn"),
    (c.MuteMember("ana"), "l..lnnrnn", "leelnnrnn"),
    (c.UnmuteMember("ana"), "l..lnnrnn", "leelnnrnn"),
    (c.SetSlowMode(20), "l..lnnrnn", "leelnnrnn"),
    (c.CloseChat(), "l..lnnrnn", "leelnnrnn"),
    (c.OpenChat(), "l..lnnrnn", "leelnnrnn"),
    (c.RemoveMember("ana", "Truet en annen"), "l..lnnrnn", "leelnnrnn"),
    (c.LetBackIn("jonas"), "l..lnnrnn", "l..lnnrnn"),
    (c.ResolveReport(REPORT, "talked"), "l..lxnrnn", "l..lxnrnn"),
    (c.ReviseDebrief("Rolig", "", "", "", OVER.debrief.revision), "lttlnnrnn", "l..lnnrnn"),
    (c.SignDebrief(OVER.debrief.revision), "lttltnrnn", "l..lynrnn"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "during", "over"), TABLE, ids=[type(row[0]).__name__ for row in TABLE])
def test_everybody_gets_the_written_answer(command, during, over):
    assert answers(DURING, command) == expected(during)
    assert answers(OVER, command) == expected(over)


def test_every_command_is_in_the_table_and_has_a_permission():
    every = set(typing.get_args(Command))

    assert {type(command) for command, _, _ in TABLE} == every
    assert set(PERMISSIONS) == every


def test_what_is_not_a_command_is_refused():
    assert refused(by=MARIT, when=object()) == Code.UNKNOWN_COMMAND


def answers(room, command):
    return {actor.id: refused(by=actor, when=command, since=room) for actor in ACTORS}


def expected(signs):
    return {actor.id: ANSWERS[sign] for actor, sign in zip(ACTORS, signs, strict=True)}
