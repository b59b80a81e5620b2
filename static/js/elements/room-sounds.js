// @ts-check
/** Two small sounds, for whoever has asked for them: a hand, for those who lead, and that a minute is left. */
import { RoomElement } from "../lib/room-element.js";
import { remembered } from "../lib/remembered.js";

// Two soft tones each, in hertz: upwards for a hand, downwards for the time.
const TONES = { hand: [523, 659], time: [587, 440] };
const LOUD = 0.08, LASTS_S = 0.22, LAST_MINUTE = 60_000;

class RoomSounds extends RoomElement {
  /** @type {AudioContext | undefined} */
  #air;
  #told = 0;

  start() {
    this.hear(this.view, "told", ({ detail }) => this.#hear(detail));
    const timer = setInterval(() => this.#time(), 1000);
    this.signal.addEventListener("abort", () => {
      clearInterval(timer);
      this.#air?.close();
    });
  }

  /** @param {import("../lib/room-view.js").Told[]} events */
  #hear(events) {
    if (this.me.leader && events.some(({ kind, by }) => kind === "hand_raised" && by !== this.me.id)) this.#play("hand");
  }

  #time() {
    if (!this.view.isSeated || this.view.get("room").state !== "open") return;
    const [now, groups] = [this.view.get("now"), this.view.get("breakouts")];
    const until = (groups.state === "open" && groups.ends_at) || now?.ends_at || 0;
    const left = until - this.view.now();
    if (until === this.#told || left > LAST_MINUTE || left < LAST_MINUTE - 3000) return;
    this.#told = until;
    this.#play("time");
  }

  /** @param {keyof typeof TONES} name */
  #play(name) {
    if (remembered("media:sounds") !== "yes") return;
    const air = (this.#air ??= new AudioContext());
    this.dispatchEvent(new CustomEvent("sounded", { bubbles: true, detail: name }));
    TONES[name].forEach((pitch, index) => tone(air, pitch, air.currentTime + index * LASTS_S));
  }
}

/** Swells and fades, so that it does not click. @param {AudioContext} air @param {number} pitch @param {number} at */
function tone(air, pitch, at) {
  const [voice, volume] = [new OscillatorNode(air, { frequency: pitch }), new GainNode(air, { gain: 0 })];
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUD, at + LASTS_S / 4);
  volume.gain.linearRampToValueAtTime(0, at + LASTS_S);
  voice.connect(volume).connect(air.destination);
  voice.start(at);
  voice.stop(at + LASTS_S);
}

customElements.define("room-sounds", RoomSounds);
