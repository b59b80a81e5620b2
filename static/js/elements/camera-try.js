// @ts-check
/** One's own picture, as in a mirror. Nobody else sees it. */
import { TryingStep } from "../lib/equipment/trying-step.js";
import { openCamera } from "../lib/media/devices.js";

const PATIENCE_MS = 10_000;

class CameraTry extends TryingStep {
  /** @type {MediaStreamTrack | null} */
  #track = null;
  #timer = 0;

  /** @param {AbortSignal} signal */
  arrives(signal) {
    super.arrives(signal);
    this.piece("picture").addEventListener("loadeddata", () => this.#track && this.show("works"), { signal });
  }

  async attempt() {
    this.leaves();
    this.show("trying");
    await this.opens(openCamera, (track) => this.#see(track));
  }

  leaves() {
    clearTimeout(this.#timer);
    this.#track?.stop();
    this.#track = null;
    this.piece("picture").srcObject = null;
    super.leaves();
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
