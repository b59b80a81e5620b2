"""What goes through the wires of somebody's browser, whatever its page makes of it; and a page that lies."""

from __future__ import annotations

import time
from typing import Any

from tests.browser.media.talker import Talker, until

# Keeps every connection of the page to look at. With `isSmall` the camera gives as little as two cores bear
# with many browsers on them, and whoever is stepped down for it all the same climbs up again.
TAP = """(isSmall) => {
  if (window.connections) return;
  window.connections = [];
  const Whole = RTCPeerConnection;
  window.RTCPeerConnection = class extends Whole {
    constructor(...given) {
      super(...given);
      window.connections.push(this);
    }
  };
  const devices = navigator.mediaDevices;
  const whole = devices.getUserMedia.bind(devices);
  const small = { width: 160, height: 120, frameRate: 5 };
  devices.getUserMedia = (asked) => whole(isSmall && asked.video ? { ...asked, video: small } : asked);
  const app = document.querySelector("room-app");
  const stay = () => app.media.addEventListener("stepped", () => app.media.climb("all"));
  if (isSmall && app.media) stay();
  else if (isSmall) app.addEventListener("media:ready", stay, { once: true });
}"""
# Whatever it is told, this page hangs up nothing, and sends sound all the time.
LIE = """() => {
  window.connections = window.connections.filter((each) => each.connectionState !== "closed");
  for (const connection of window.connections) connection.close = () => undefined;
  const context = new AudioContext();
  const tone = context.createOscillator();
  const out = context.createMediaStreamDestination();
  tone.connect(out);
  tone.start();
  const [track] = out.stream.getAudioTracks();
  const senders = window.connections.flatMap((each) => each.getSenders());
  const sender = senders.find((each) => each.track?.kind === "audio");
  sender.replaceTrack = () => Promise.resolve();
  sender.setParameters = () => Promise.resolve();
  return RTCRtpSender.prototype.replaceTrack.call(sender, track);
}"""
PACKETS = """async () => {
  const counted = { sent: { audio: 0, video: 0 }, received: { audio: 0, video: 0 } };
  for (const connection of window.connections) {
    for (const each of (await connection.getStats()).values()) {
      if (each.type === "outbound-rtp") counted.sent[each.kind] += each.packetsSent;
      if (each.type === "inbound-rtp") counted.received[each.kind] += each.packetsReceived;
    }
  }
  return counted;
}"""
# How many streams of each kind went on arriving in the last two seconds, from whomever: looked at in the page
# itself, all the time, because asking many pages one after the other takes longer.
COUNT = """() => {
  let before = new Map();
  setInterval(async () => {
    const now = new Map();
    const arriving = { audio: 0, video: 0 };
    for (const connection of window.connections) {
      for (const each of (await connection.getStats()).values()) {
        if (each.type !== "inbound-rtp") continue;
        now.set(each.ssrc, each.packetsReceived);
        if (each.packetsReceived > (before.get(each.ssrc) ?? 0)) arriving[each.kind] += 1;
      }
    }
    before = now;
    window.counted = arriving;
  }, 2000);
}"""
# Notes in the page when something has come from all of these people again; asking it would take longer.
WATCH = """(people) => {
  const { media } = document.querySelector("room-app");
  const isThere = (each) => each?.frames_decoded > 2 && each.audio_energy > 0;
  window.backAt = 0;
  const watching = setInterval(async () => {
    const found = media.state === "on" ? (await media.stats()).people : {};
    if (window.backAt || !people.every((person) => isThere(found[person]))) return;
    window.backAt = Date.now();
    clearInterval(watching);
  }, 200);
}"""


class Wires:
    """Of one person's page; tapped before they come in with sound."""

    def __init__(self, talker: Talker, is_small: bool = False) -> None:
        self.talker = talker
        talker.page.evaluate(TAP, is_small)

    def lie(self) -> None:
        """From now on the page sends a tone, and does not hang up."""
        self.talker.page.evaluate(LIE)

    def watch(self, *others: Talker) -> None:
        """Note when sound and picture of all of them have come, over connections that are new."""
        self.talker.page.evaluate(WATCH, [other.id for other in others])

    def came_at(self) -> float:
        """When that was, as `time.time` has it."""
        at = until(lambda: self.talker.page.evaluate("() => window.backAt"), f"{self.talker.name} is back")
        return float(at) / 1000

    def count(self) -> None:
        """From now on, how many streams go on coming."""
        self.talker.page.evaluate(COUNT)

    def receives(self, streams: int) -> bool:
        """Are so many voices coming just now, and so many pictures?"""
        counted: object = self.talker.page.evaluate("() => window.counted")
        return counted == {"audio": streams, "video": streams}

    def packets(self, way: str, kind: str = "audio") -> int:
        """How many have been `sent` or `received` in all."""
        counted: dict[str, Any] = self.talker.page.evaluate(PACKETS)
        return int(counted[way][kind])

    def flows(self, way: str, kind: str = "audio") -> None:
        """Packets go on coming or going."""
        before = self.packets(way, kind)
        until(lambda: self.packets(way, kind) > before + 10, f"{kind} {way} by {self.talker.name}")

    def rests(self, way: str, kind: str = "audio", for_s: float = 1.0) -> bool:
        """Nothing comes or goes for so long."""
        before = self.packets(way, kind)
        time.sleep(for_s)
        return self.packets(way, kind) == before
