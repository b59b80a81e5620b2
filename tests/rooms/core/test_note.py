"""The shared note: one pen that goes round."""

from rooms.core.actors import CLOCK
from rooms.core.commands import (
    MuteMember,
    OpenBreakouts,
    PrepareBreakouts,
    PutDownPen,
    TakePen,
    Tick,
    WriteNote,
)
from rooms.core.decisions.clock import next_deadline
from rooms.core.events import BreakoutsClosed, NoteWritten, PenPutDown, PenTaken
from rooms.core.refusals import Code
from tests.rooms.core.story import ANA, BJORN, EVENING, MARIT, MINUTE, OLAV, after, decided, refused

HELD = after((ANA, TakePen()))


def test_one_writes_with_the_pen_in_hand():
    room = after((ANA, WriteNote("1. Rutiner\n2. Lys")), since=HELD)

    assert (room.note.text, room.note.holder, room.note.written_by) == ("1. Rutiner\n2. Lys", "ana", "ana")
    assert refused(by=BJORN, when=WriteNote("Hei"), since=HELD) == Code.PEN_NEEDED


def test_one_pen_is_in_one_hand():
    assert decided(by=ANA, when=TakePen()) == [PenTaken()]
    assert decided(by=ANA, when=TakePen(), since=HELD) == []
    assert refused(by=BJORN, when=TakePen(), since=HELD) == Code.PEN_TAKEN


def test_a_leader_may_take_the_pen():
    assert after((OLAV, TakePen()), since=HELD).note.holder == "olav"


def test_the_pen_is_put_down_by_whoever_has_it():
    assert decided(by=ANA, when=PutDownPen(), since=HELD) == [PenPutDown("ana")]
    assert decided(by=BJORN, when=PutDownPen(), since=HELD) == []


def test_the_same_text_is_no_change_and_an_empty_note_is():
    room = after((ANA, WriteNote("Lys")), since=HELD)

    assert decided(by=ANA, when=WriteNote("Lys "), since=room) == []
    assert decided(by=ANA, when=WriteNote(""), since=room) == [NoteWritten("")]


def test_a_note_has_room_for_ten_thousand_characters():
    assert refused(by=ANA, when=WriteNote("x" * 10_001), since=HELD) == Code.TOO_LONG


def test_somebody_muted_takes_no_pen_and_loses_it():
    assert refused(given=[(MARIT, MuteMember("ana"))], by=ANA, when=TakePen()) == Code.MUTED
    assert after((MARIT, MuteMember("ana")), since=HELD).note.holder == ""


def test_a_pen_that_rests_two_minutes_is_free():
    written = after((ANA, WriteNote("Lys"), HELD.at + MINUTE), since=HELD)
    deadline = HELD.at + 3 * MINUTE

    assert next_deadline(written) == deadline
    assert decided(by=CLOCK, when=Tick(), since=written, at=deadline - 1) == []
    assert decided(by=CLOCK, when=Tick(), since=written, at=deadline) == [PenPutDown("ana")]


def test_the_earliest_deadline_is_the_next():
    room = after((MARIT, PrepareBreakouts("random", 3, 1)), (MARIT, OpenBreakouts()), since=HELD)

    assert next_deadline(room) == room.at + MINUTE
    assert next_deadline(EVENING) is None
    assert decided(by=CLOCK, when=Tick(), since=room, at=room.at + 5 * MINUTE) == [
        BreakoutsClosed(),
        PenPutDown("ana"),
    ]
