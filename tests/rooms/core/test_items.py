"""Links and files on the table."""

import pytest

from rooms.core.commands import ShowFile, ShowItemAgain, ShowLink, TakeDownItem
from rooms.core.events import ItemShown, ItemShownAgain, ItemTakenDown
from rooms.core.refusals import Code
from tests.rooms.core.story import ANA, FIRST, MARIT, OLAV, TOVE, after, decided, refused

SHOWN = after((MARIT, ShowLink("Hjelpetelefonen", "https://mentalhelse.no/fa-hjelp")))


def test_a_link_is_shown_taken_down_and_shown_again():
    assert SHOWN.items[FIRST].ref == "https://mentalhelse.no/fa-hjelp"
    down = after((OLAV, TakeDownItem(FIRST)), since=SHOWN)
    assert not down.items[FIRST].shown
    assert decided(by=MARIT, when=TakeDownItem(FIRST), since=down) == []
    assert decided(by=MARIT, when=ShowItemAgain(FIRST), since=down) == [ItemShownAgain(FIRST)]
    assert after((MARIT, ShowItemAgain(FIRST)), since=down).items == SHOWN.items
    assert decided(by=MARIT, when=ShowItemAgain(FIRST), since=SHOWN) == []
    assert decided(by=TOVE, when=TakeDownItem(FIRST), since=SHOWN) == [ItemTakenDown(FIRST)]


def test_a_file_is_shown_by_its_id():
    events = decided(by=TOVE, when=ShowFile("Ukeplan", "b7c1", "application/pdf"))

    assert events == [ItemShown("file", "Ukeplan", "b7c1", "application/pdf")]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "ftp://a.no/x", "//a.no", "a.no", "https://", "http:///x",
        "https://bank.no@ond.no/", "https://a.no/ x", "https://a.no/\"><script>", "https://[::1", "https://a.no:x/",
        "https://a.no\\@ond.no", "mailto:a@a.no", "java\tscript:alert(1)",
    ],
)  # fmt: skip
def test_only_whole_web_addresses_are_shown(url):
    assert refused(by=MARIT, when=ShowLink("Lenke", url)) == Code.BAD_LINK


def test_an_item_needs_a_title_and_a_place():
    assert refused(by=MARIT, when=ShowLink(" ", "https://a.no/")) == Code.EMPTY
    assert refused(by=MARIT, when=ShowLink("x" * 201, "https://a.no/")) == Code.TOO_LONG
    assert refused(by=MARIT, when=ShowFile("Plan", "", "application/pdf")) == Code.EMPTY
    assert refused(by=MARIT, when=ShowFile("Plan", "../../me", "application/pdf")) == Code.NO_SUCH_ITEM


def test_an_item_that_is_not_there_is_refused():
    assert refused(by=MARIT, when=TakeDownItem(1)) == Code.NO_SUCH_ITEM


def test_participants_lay_nothing_on_the_table():
    assert refused(by=ANA, when=ShowLink("Lenke", "https://a.no/")) == Code.STAFF_ONLY
