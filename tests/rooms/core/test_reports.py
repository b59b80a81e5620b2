"""Reports: seen by those who are not concerned, answered to the one who reported."""

from rooms.core.commands import (
    EndSession,
    Enter,
    HideMessage,
    RemoveMember,
    ReportMessage,
    ReportSaid,
    ResolveReport,
    SendMessage,
    ShowMessage,
)
from rooms.core.events import MessageHidden, ReportMade, ReportResolved
from rooms.core.refusals import Code
from tests.rooms.core.story import (
    ANA,
    BJORN,
    DAG,
    FIRST,
    MARIT,
    OLAV,
    PREPARED,
    SUNNIVA,
    TOVE,
    after,
    decided,
    refused,
)

SAID = after((BJORN, SendMessage("Du bare later som")), (OLAV, SendMessage("Skjerp dere")))
BY_BJORN, BY_OLAV = FIRST, FIRST + 1
REPORTED = after((ANA, ReportMessage(BY_BJORN, "Det såret")), since=SAID)
ABOUT_LEADER = after((ANA, ReportMessage(BY_OLAV)), since=SAID)


def test_a_report_goes_to_both_leaders():
    assert decided(by=ANA, when=ReportMessage(BY_BJORN, "Det såret"), since=SAID) == [
        ReportMade(BY_BJORN, "bjorn", "Det såret", "leaders")
    ]
    assert decided(by=ANA, when=ReportSaid("Noe som ble sagt")) == [
        ReportMade(None, "", "Noe som ble sagt", "leaders")
    ]


def test_a_report_about_a_leader_goes_to_the_coordinator_alone():
    assert decided(by=ANA, when=ReportMessage(BY_OLAV), since=SAID) == [
        ReportMade(BY_OLAV, "olav", "", "coordinator")
    ]
    assert decided(by=ANA, when=ReportSaid("Han avbrøt meg", "olav"))[0].to == "coordinator"


def test_a_leader_who_is_expected_and_not_here_is_still_a_leader():
    room = after((MARIT, Enter()), (TOVE, Enter()), since=PREPARED)

    assert decided(by=TOVE, when=ReportSaid("Kom ikke", "olav"), since=room)[0].to == "coordinator"


def test_a_report_is_about_something_one_has_seen():
    assert refused(by=ANA, when=ReportMessage(1)) == Code.NO_SUCH_MESSAGE
    assert refused(by=ANA, when=ReportSaid("Sagt", "vidar")) == Code.NO_SUCH_MEMBER
    assert refused(by=ANA, when=ReportSaid("  ")) == Code.EMPTY


def test_a_hidden_message_can_be_reported():
    assert (
        refused(given=[(MARIT, HideMessage(BY_BJORN))], by=ANA, when=ReportMessage(BY_BJORN), since=SAID)
        is None
    )


def test_either_leader_resolves_a_report_and_the_reporter_is_told():
    command = ResolveReport(REPORTED.seq, "talked", "Vi har snakket med ham")
    resolved = after((OLAV, command), since=REPORTED)

    report = resolved.reports[REPORTED.seq]
    assert (report.outcome, report.outcome_words, report.resolved_by) == (
        "talked",
        "Vi har snakket med ham",
        "olav",
    )
    assert decided(by=MARIT, when=command, since=resolved) == []
    assert decided(by=MARIT, when=ResolveReport(REPORTED.seq, "passed_on"), since=resolved) == [
        ReportResolved(REPORTED.seq, "passed_on", "")
    ]


def test_nobody_reports_the_same_message_twice():
    again = ReportMessage(BY_BJORN, "Det såret virkelig")

    assert refused(by=ANA, when=again, since=REPORTED) == Code.ALREADY_REPORTED
    assert refused(by=DAG, when=again, since=REPORTED) is None
    assert refused(by=ANA, when=ReportMessage(BY_OLAV), since=REPORTED) is None


def test_the_message_is_hidden_when_the_reporter_is_told_so():
    command = ResolveReport(REPORTED.seq, "hidden", "Takk for at du sa fra")
    told = ReportResolved(REPORTED.seq, "hidden", "Takk for at du sa fra")

    assert decided(by=OLAV, when=command, since=REPORTED) == [MessageHidden(BY_BJORN, ""), told]
    hidden = after((MARIT, HideMessage(BY_BJORN, "Sårer")), since=REPORTED)
    assert decided(by=OLAV, when=command, since=hidden) == [told]
    shown_again = after((OLAV, command), (MARIT, ShowMessage(BY_BJORN)), since=REPORTED)
    assert decided(by=OLAV, when=command, since=shown_again) == [MessageHidden(BY_BJORN, "")]


def test_nobody_is_told_of_what_was_not_done():
    removed = ResolveReport(REPORTED.seq, "removed")
    said = after((ANA, ReportSaid("Noe som ble sagt")))

    assert refused(by=OLAV, when=removed, since=REPORTED) == Code.NOT_DONE
    assert refused(given=[(MARIT, RemoveMember("dag", "Ro"))], by=OLAV, when=removed, since=REPORTED) == (
        Code.NOT_DONE
    )
    assert refused(given=[(MARIT, RemoveMember("bjorn", "Ro"))], by=OLAV, when=removed, since=REPORTED) is (
        None
    )
    assert refused(by=OLAV, when=ResolveReport(said.seq, "hidden"), since=said) == Code.NOT_DONE
    assert refused(by=OLAV, when=ResolveReport(said.seq, "removed"), since=said) == Code.NOT_DONE
    given = [(MARIT, RemoveMember("bjorn", "Ro"))]
    assert refused(given=given, by=OLAV, when=ResolveReport(said.seq, "removed"), since=said) is None


def test_a_leader_never_learns_of_a_report_about_a_leader():
    command = ResolveReport(ABOUT_LEADER.seq, "no_action")

    assert refused(by=OLAV, when=command, since=ABOUT_LEADER) == Code.NO_SUCH_REPORT
    assert refused(by=MARIT, when=command, since=ABOUT_LEADER) == Code.NO_SUCH_REPORT
    assert refused(by=SUNNIVA, when=command, since=ABOUT_LEADER) is None


def test_the_coordinator_leaves_the_leaders_reports_to_them():
    command = ResolveReport(REPORTED.seq, "no_action")

    assert refused(by=SUNNIVA, when=command, since=REPORTED) == Code.NO_SUCH_REPORT
    assert refused(by=ANA, when=command, since=REPORTED) == Code.LEADERS_ONLY


def test_one_reports_and_resolves_also_after_the_end():
    ended = after((MARIT, EndSession()), since=REPORTED)

    assert refused(by=DAG, when=ReportMessage(BY_BJORN), since=ended) is None
    assert refused(by=MARIT, when=ResolveReport(REPORTED.seq, "talked"), since=ended) is None
    assert refused(by=MARIT, when=HideMessage(BY_BJORN), since=ended) is None
