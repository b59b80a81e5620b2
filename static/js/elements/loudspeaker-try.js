// @ts-check
/** Three soft notes, and the question whether they were heard. */
import { TryingStep } from "../lib/equipment/trying-step.js";

const NOTES_HZ = [440, 554, 659];
const NOTE_S = 0.45;
const LOUDNESS = 0.25;

class LoudspeakerTry extends TryingStep {
  /** @type {AudioContext | null} */
  #context = null;

  /** @param {AbortSignal} signal */
  arrives(signal) {
    super.arrives(signal);
    this.on("yes", "click", () => this.show("works"), signal);
    this.on("no", "click", () => this.show("silent"), signal);
  }

  async attempt() {
    this.leaves();
    if (!("AudioContext" in globalThis)) return this.show("unsupported");
    this.show("trying");
    const context = (this.#context = new AudioContext());
    await context.resume();
    if (context === this.#context) play(context);
  }

  leaves() {
    this.#context?.close();
    this.#context = null;
    super.leaves();
  }
}

/** Each note swells and fades, so that nothing clicks. @param {AudioContext} context */
function play(context) {
  NOTES_HZ.forEach((pitch, index) => {
    const [note, loudness, start] = [context.createOscillator(), context.createGain(), context.currentTime + index * NOTE_S];
    note.frequency.value = pitch;
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(LOUDNESS, start + NOTE_S / 4);
    loudness.gain.linearRampToValueAtTime(0, start + NOTE_S);
    note.connect(loudness).connect(context.destination);
    note.start(start);
    note.stop(start + NOTE_S);
  });
}

customElements.define("loudspeaker-try", LoudspeakerTry);
