// @ts-check
/** My camera. Off means let go, so that its light goes out. */
import { cameraSize, openCamera } from "./devices.js";
import { OwnDevice } from "./own-device.js";

export class Camera extends OwnDevice {
  /** @type {MediaStream | null} */
  preview = null;
  #blurs = false;
  #isLarge = false;

  /** @param {() => void} lost */
  constructor(lost) {
    super(openCamera, lost);
  }

  get blurs() {
    return this.canBlur && this.#blurs;
  }

  /** Only what the camera itself can do: nothing here looks at the picture. */
  get canBlur() {
    // Not every checker knows this constraint yet.
    const able = /** @type {any} */ (this.track?.getCapabilities?.() ?? {}).backgroundBlur;
    return Array.isArray(able) && able.includes(true);
  }

  /** @param {MediaStreamTrack} track */
  opened(track) {
    track.contentHint = "motion";
    this.preview = new MediaStream([track]);
    if (this.#blurs || this.#isLarge) void this.#constrain();
  }

  closed() {
    this.preview = null;
  }

  /** @param {boolean} on @returns {Promise<boolean>} whether it is as asked */
  async blur(on) {
    this.#blurs = on;
    await this.#constrain();
    return this.blurs === on;
  }

  /** Larger while everybody looks at me. @param {boolean} isLarge */
  async grow(isLarge) {
    if (isLarge === this.#isLarge) return;
    this.#isLarge = isLarge;
    await this.#constrain();
  }

  async #constrain() {
    const blur = this.canBlur ? { backgroundBlur: { ideal: this.#blurs } } : {};
    // A camera that cannot goes on as it was.
    await this.track?.applyConstraints({ ...cameraSize(this.#isLarge), ...blur }).catch(() => {});
  }
}
