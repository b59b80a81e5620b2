"""The joint debrief: one text that both leaders have read and signed."""

from dataclasses import replace

from rooms.core.actors import Part
from rooms.core.commands import EndSession, Enter, LoseConnection, ReviseDebrief, SignDebrief, StartSession
from rooms.core.events import DebriefSigned
from rooms.core.refusals import Code
from rooms.core.rules import is_debrief_signed, signatures_needed
from tests.rooms.core.story import (
    ANA,
    ENDED,
    GATHERED,
    MARIT,
    OLAV,
    PREPARED,
    SUNNIVA,
    after,
    decided,
    refused,
)

TEXT = ReviseDebrief("God ro i gruppene", "Lite tid til spørsmål", "Kortere innlegg", "Ringe Ana")
WRITTEN = after((MARIT, TEXT), since=ENDED)
NUMBER = WRITTEN.debrief.revision
ALONE = after(
    (OLAV, LoseConnection()), (MARIT, StartSession("Olav er syk")), (MARIT, EndSession()), since=GATHERED
)


def test_a_debrief_waits_for_the_end():
    assert refused(by=MARIT, when=TEXT) == Code.NOT_ENDED
    assert refused(by=MARIT, when=SignDebrief(0)) == Code.NOT_ENDED


def test_both_leaders_write_one_text():
    assert (WRITTEN.debrief.went_well, WRITTEN.debrief.revised_by) == ("God ro i gruppene", "marit")
    assert decided(by=OLAV, when=TEXT, since=WRITTEN) == []


def test_nobody_overwrites_what_they_have_not_seen():
    mine = replace(TEXT, hard="Uro", revision=0)

    assert refused(by=OLAV, when=mine, since=WRITTEN) == Code.DEBRIEF_CHANGED
    assert refused(by=OLAV, when=replace(mine, revision=NUMBER), since=WRITTEN) is None
    assert refused(by=MARIT, when=mine, since=WRITTEN) is None


def test_both_parties_sign_the_text_they_have_read():
    assert decided(by=MARIT, when=SignDebrief(NUMBER), since=WRITTEN) == [DebriefSigned(Part.PROFESSIONAL)]
    one = after((MARIT, SignDebrief(NUMBER)), since=WRITTEN)
    both = after((OLAV, SignDebrief(NUMBER)), since=one)
    assert (is_debrief_signed(one), is_debrief_signed(both)) == (False, True)
    assert decided(by=OLAV, when=SignDebrief(NUMBER), since=both) == []


def test_a_new_text_has_no_signatures():
    one = after((MARIT, SignDebrief(NUMBER)), since=WRITTEN)
    revised = after((OLAV, replace(TEXT, hard="Uro", revision=NUMBER)), since=one)

    assert revised.debrief.signatures == {}
    assert refused(by=MARIT, when=SignDebrief(NUMBER), since=revised) == Code.DEBRIEF_CHANGED


def test_an_empty_text_is_not_signed():
    assert refused(by=MARIT, when=SignDebrief(0), since=ENDED) == Code.EMPTY


def test_when_one_leader_did_not_come_the_coordinator_signs_with_the_other():
    never_came = after((MARIT, Enter()), (MARIT, StartSession("Olav er syk")), since=PREPARED)
    written = after((MARIT, EndSession()), (MARIT, TEXT), since=never_came)
    number = written.debrief.revision
    signed = after((MARIT, SignDebrief(number)), (SUNNIVA, SignDebrief(number)), since=written)

    assert signatures_needed(written) == {Part.PROFESSIONAL, Part.COORDINATOR}
    assert is_debrief_signed(signed)
    late = after((OLAV, Enter()), since=written)
    assert refused(by=OLAV, when=SignDebrief(number), since=late) == Code.NOT_YOUR_SIGNATURE


def test_a_leader_who_was_here_for_a_while_signs():
    assert signatures_needed(ALONE) == {Part.PROFESSIONAL, Part.EXPERIENCED_USER}
    assert refused(by=SUNNIVA, when=SignDebrief(NUMBER), since=WRITTEN) == Code.NOT_YOUR_SIGNATURE
    assert refused(by=ANA, when=SignDebrief(NUMBER), since=WRITTEN) == Code.LEADERS_ONLY


def test_a_field_has_room_for_four_thousand_characters():
    assert refused(by=MARIT, when=replace(TEXT, hard="x" * 4_001), since=ENDED) == Code.TOO_LONG
