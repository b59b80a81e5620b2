// @ts-check
/** One's own picture, as in a mirror. Nobody else sees it. */
import { TryingStep } from "../lib/equipment/trying-step.js";
import { openCamera } from "../lib/media/devices.js";

const PATIENCE_MS = 10_000;

class CameraTry extends TryingStep {
  /** @type {MediaStreamTrack | null} */
  #track = null;
  #timer = 0;
  #attempts = 0;

  /** @param {AbortSignal} signal */
  arrives(signal) {
    super.arrives(signal);
    this.piece("picture").addEventListener("loadeddata", () => this.#track && this.show("works"), { signal });
  }

  async attempt() {
    this.leaves();
    this.show("trying");
    const attempt = ++this.#attempts;
    try {
      const track = await openCamera();
      if (attempt === this.#attempts && this.state === "trying") this.#see(track);
      else track.stop();
    } catch (error) {
      if (attempt === this.#attempts) this.showTrouble(error);
    }
  }

  leaves() {
    this.#attempts += 1;
    clearTimeout(this.#timer);
    this.#track?.stop();
    this.#track = null;
    this.piece("picture").srcObject = null;
    if (this.state === "trying") this.show("idle");
  }

  /** @param {MediaStreamTrack} track */
  #see(track) {
    this.#track = track;
    this.piece("picture").srcObject = new MediaStream([track]);
    // Opened, and yet no picture comes: as a rule another program holds it.
    this.#timer = setTimeout(() => this.state === "trying" && this.show("busy"), PATIENCE_MS);
    void this.offerDevices("videoinput", "camera", track);
  }
}

customElements.define("camera-try", CameraTry);
