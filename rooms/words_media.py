"""What JavaScript says about voice and picture: what is on, what is in the way, and what to do about it."""

from __future__ import annotations

from flask_babel import gettext as _


def with_sound_and_picture() -> dict[str, dict[str, str]]:
    """By group and key, as `rooms.words.spoken`."""
    return {"media": _media(), "rungs": _rungs(), "stepped": _stepped(), "trouble": _trouble()}


def _media() -> dict[str, str]:
    return {
        # The bar
        "enter_sound": _("Take part with sound"),
        "enter_one": _("Take part with sound and one picture"),
        "enter_all": _("Take part with sound and pictures"),
        "entering": _("Finding the others …"),
        "microphone": _("Microphone"),
        "hold": _("Hold to talk"),
        "on": _("on"),
        "off": _("off"),
        "stopped": _("turned off"),
        "paused": _("break"),
        # What there is to say, and the button beside it
        "word": _("You have the word, and your microphone is off."),
        "word_hold": _("You have the word. Hold the button while you speak."),
        "voice_stopped": _("{name} has turned your microphone off. Turn it on again when you want."),
        "picture_stopped": _("{name} has turned your camera off. Turn it on again when you want."),
        "microphone_on": _("Turn the microphone on"),
        "camera_on": _("Turn the camera on"),
        "both_on": _("Turn both on again"),
        "one_talks": _("{name} takes part with sound. You are in writing, and do not hear it."),
        "many_talk": _("{count} take part with sound. You are in writing, and do not hear them."),
        "break": _("You are on a break: nobody hears or sees you."),
        "after_break": _("You are back from your break. What you had on is off: nobody hears or sees you."),
        "after_place": _(
            "You are among more people again. What you had on is off: they neither hear nor see you."
        ),
        "waiting": _(
            "Sound and picture are gone for a moment, and come back by themselves. Writing goes on."
        ),
        "risen": _("Whoever shows a picture also sees one: now you get the picture of whoever speaks."),
        "more_news": _("{count} more"),
        "screen": _("{name} shows a screen."),
        "own_screen": _("You are showing your screen."),
        "see": _("Let me see it"),
        "up": _("Try as before"),
        "hear": _("Let me hear the others"),
        "here": _("Take part on this one"),
        "again": _("Try again"),
        # At a seat and on a picture
        "is_phone": _("by telephone"),
        "is_sound": _("with sound"),
        "is_heard": _("microphone on"),
        "is_silent": _("microphone off"),
        "writes": _("in writing"),
        "large_screen": _("shows a screen"),
        "large_focus": _("large for everybody"),
        "large_pinned": _("large for you"),
        "large_speaker": _("speaks"),
        # Over the pictures
        "calm": _("Nobody speaks just now. Whoever does is shown here."),
        "with_picture": _("With a picture: {pictures} of {all}."),
        "more_at_table": _("Round the table below: {count} more."),
    }


def _rungs() -> dict[str, str]:
    """How much one takes in just now, under the button that changes it."""
    return {
        "text": _("writing"),
        "sound": _("sound"),
        "one": _("one picture"),
        "all": _("all pictures"),
    }


def _stepped() -> dict[str, str]:
    """Why the room took a step down, and where it is now: two sentences that follow each other."""
    return {
        "line_slow": _("The line is slow just now."),
        "loss": _("Too much gets lost on the line just now."),
        "device": _("This is too much for your device just now."),
        "full": _("No more can take part with sound just now. You can read and write along."),
        "one": _("You go on with sound, and the picture of whoever speaks."),
        "sound": _("You go on with sound, without pictures."),
        "text": _("You go on in writing."),
    }


def _trouble() -> dict[str, str]:
    """By code, or code and kind where it depends on that. What lacks here is among the refusals."""
    return {
        "denied_microphone": _(
            "The browser does not let the room use your microphone. Press the sign beside the address at the "
            "top, allow the microphone, and try again. The others can read what you write."
        ),
        "denied_camera": _(
            "The browser does not let the room use your camera. Press the sign beside the address at the "
            "top, allow the camera, and try again. You never need a camera."
        ),
        "no_microphone": _(
            "No microphone was found. Plug one in and try again, or go on in writing: the others hear "
            "nothing, but read what you write."
        ),
        "no_camera": _("No camera was found. You never need one."),
        "busy_microphone": _("Another program has the microphone. Close it, and try again."),
        "busy_camera": _("Another program has the camera. Close it, and try again."),
        "denied_screen": _("No screen was chosen, so none is shown. Press Show screen to choose again."),
        "no_screen": _("This device has no screen or window that can be shown."),
        "busy_screen": _("The screen could not be shown. Press Show screen once more."),
        "cannot_screen": _("This device cannot show its screen. Try the browser of a computer."),
        "no_webrtc": _(
            "This browser cannot do sound and picture. Go on in writing, or open the room in a newer browser."
        ),
        "tap_to_hear": _("The browser waits for a press before it lets you hear the others."),
        "other_device": _("You take part with sound on another device now. Here you go on in writing."),
        "connection": _(
            "You do not reach everybody just now. It is tried again by itself; meanwhile you can write."
        ),
        "no_line": _("There is no line just now. Try again when the room says that it is connected."),
        "not_fetched": _("Sound and picture did not get here on this line. Try again in a while."),
    }
