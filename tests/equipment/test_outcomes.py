"""What a try means for the evening."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from elearn.equipment.outcomes import Device, Line, Outcome, Readiness, device_of, readiness

WORKS, SKIPPED = Outcome.WORKS, Outcome.SKIPPED


@dataclass(frozen=True)
class Try:
    microphone: Outcome = WORKS
    loudspeaker: Outcome = WORKS
    camera: Outcome = WORKS
    line: Line = Line.ALL
    wants_call: bool = False


@pytest.mark.parametrize(
    ("tried", "state"),
    [
        (None, Readiness.NOT_TRIED),
        (Try(SKIPPED, SKIPPED, SKIPPED, Line.SKIPPED), Readiness.NOT_TRIED),
        (Try(SKIPPED, SKIPPED, WORKS, Line.SKIPPED), Readiness.NOT_TRIED),
        (Try(), Readiness.READY),
        (Try(camera=Outcome.DENIED), Readiness.READY),
        (Try(camera=SKIPPED, line=Line.SOUND), Readiness.READY),
        (Try(SKIPPED, WORKS, SKIPPED, Line.SKIPPED), Readiness.READY),
        (Try(microphone=Outcome.DENIED), Readiness.NEEDS_CALL),
        (Try(microphone=Outcome.MISSING, loudspeaker=SKIPPED), Readiness.NEEDS_CALL),
        (Try(loudspeaker=Outcome.SILENT), Readiness.NEEDS_CALL),
        (Try(line=Line.TEXT), Readiness.NEEDS_CALL),
        (Try(wants_call=True), Readiness.NEEDS_CALL),
        (Try(SKIPPED, SKIPPED, SKIPPED, Line.SKIPPED, wants_call=True), Readiness.NEEDS_CALL),
    ],
)
def test_who_hears_and_is_heard_is_ready(tried: Try | None, state: Readiness) -> None:
    assert readiness(tried) is state


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile/15E148 Safari/604.1", Device.PHONE),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 8) Chrome/130.0 Mobile Safari/537.36", Device.PHONE),
        ("Mozilla/5.0 (Linux; Android 12; SM-T500) Chrome/130.0 Safari/537.36", Device.TABLET),
        ("Mozilla/5.0 (iPad; CPU OS 16_0) Version/16.0 Mobile/15E148 Safari/604.1", Device.TABLET),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36", Device.COMPUTER),
        ("", Device.COMPUTER),
    ],
)
def test_each_kind_of_device_has_a_result_of_its_own(user_agent: str, device: Device) -> None:
    assert device_of(user_agent) is device
