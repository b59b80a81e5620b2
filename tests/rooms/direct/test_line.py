"""A line that is lost in the middle of a turn of the loop."""

from __future__ import annotations

import socket

from rooms.direct.line import Line
from rooms.limits import Bucket
from rooms.watching.figures import Figures


def test_a_line_that_was_lost_while_writing_is_not_read_although_the_loop_has_it_on_its_list():
    """Both were ready at once: the loop calls one after the other, whatever the first has done."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        theirs = socket.create_connection(listener.getsockname())
        ours, _ = listener.accept()
    lost: list[bool] = []
    line = Line(ours, 100, print, lambda: lost.append(True), lambda: None, Bucket(), Figures())
    theirs.close()
    line._lose()

    line._read(0)
    line._write(0)

    assert lost == [True]
