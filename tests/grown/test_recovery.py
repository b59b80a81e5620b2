"""How a ledger is read: when times are as they were, and when what had waited has come."""

from __future__ import annotations

from tests.grown.recovery import Kill, Recovery, recoveries, worst


def a_line(sent: float, took: float) -> dict[str, float]:
    return {"sent": sent, "seen": sent + took}


def test_a_kill_that_nobody_noticed_has_nothing_to_recover_from() -> None:
    ledger = [a_line(at / 10, 0.01) for at in range(200)]

    assert recoveries(ledger, 0, [Kill("redis", 10.0, 10.6)]) == [Recovery("redis", 0.6, 0.0, 0.0)]


def test_times_are_back_when_new_messages_are_fast_and_caught_up_when_the_last_old_one_is_there() -> None:
    calm = [a_line(at / 10, 0.01) for at in range(100)]
    waiting = [a_line(10 + at / 10, 3.2 - at / 10) for at in range(30)]
    after = [a_line(13 + at / 10, 0.01) for at in range(100)]

    (found,) = recoveries(calm + waiting + after, 0, [Kill("process", 10.0, 12.0)])

    assert (found.victim, found.part_back_s, found.caught_up_s) == ("process", 2.0, 3.2)
    assert 2.8 <= found.p95_back_s <= 3.2
    all_of_them = worst([found, Recovery("redis", 3.5, 0.5, 4.0)])
    assert (all_of_them["caught_up_worst_s"], all_of_them["caught_up_after_return_worst_s"]) == (4.0, 1.2)
