// @ts-check
/** A meter that moves when one speaks. What is heard stays in the browser. */
import { TryingStep } from "../lib/equipment/trying-step.js";
import { openMicrophone } from "../lib/media/devices.js";
import { Level, wakeLevels } from "../lib/media/levels.js";

// About -41 dB: above the noise of a quiet room, below a voice at arm's length.
const HEARD = 0.4;
const OFTEN = 3;
const PATIENCE_MS = 10_000;

class MicrophoneTry extends TryingStep {
  /** @type {Level | null} */
  #level = null;
  /** @type {MediaStreamTrack | null} */
  #track = null;
  #timer = 0;
  #heard = 0;

  async attempt() {
    this.leaves();
    this.show("trying");
    await this.opens(openAwake, (track) => this.#listen(track));
  }

  leaves() {
    clearTimeout(this.#timer);
    this.#level?.close();
    this.#track?.stop();
    [this.#level, this.#track] = [null, null];
    super.leaves();
  }

  /** @param {MediaStreamTrack} track */
  #listen(track) {
    this.#track = track;
    this.#heard = 0;
    this.#level = new Level(new MediaStream([track]), (level) => this.#hear(level));
    this.#timer = setTimeout(() => this.state === "trying" && this.show("silent"), PATIENCE_MS);
    void this.offerDevices("audioinput", "microphone", track);
  }

  /** @param {number} level */
  #hear(level) {
    const loudness = Math.round(level * 100);
    this.piece("level").setAttribute("aria-valuenow", loudness);
    this.piece("loudness").style.inlineSize = `${loudness}%`;
    if (level >= HEARD) this.#heard += 1;
    if (this.#heard >= OFTEN && this.state !== "works") this.show("works");
  }
}

/** The meter has to be awake before there is something to measure. */
async function openAwake() {
  await wakeLevels();
  return openMicrophone();
}

customElements.define("microphone-try", MicrophoneTry);
