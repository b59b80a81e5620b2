// @ts-check
/** My microphone, camera and screen together. */
import { Camera } from "./camera.js";
import { canShareScreen, DeviceTrouble, openBoth, openScreen } from "./devices.js";
import { Microphone } from "./microphone.js";
import { OwnDevice } from "./own-device.js";

/** @typedef {import("./kinds.js").Mine} Mine */
/** @typedef {import("./kinds.js").What} What */
/**
 * @typedef {object} Ears
 * @property {() => void} changed
 * @property {() => void} level
 * @property {(isSpeaking: boolean) => void} speaking
 * @property {(trouble: import("./kinds.js").Trouble) => void} trouble
 * @property {() => void} screenEnded
 */

export class Own {
  #ears;
  isPaused = false;

  /** @param {Ears} ears */
  constructor(ears) {
    this.#ears = ears;
    this.microphone = new Microphone(() => this.#lost("no_microphone", "microphone"), (hasChanged) => this.#heard(hasChanged));
    this.camera = new Camera(() => this.#lost("no_camera", "camera"));
    this.screen = new OwnDevice(openScreen, () => {
      ears.screenEnded();
      ears.changed();
    });
  }

  /** @returns {Mine} */
  get mine() {
    return {
      voice: this.microphone.isOn,
      picture: this.camera.isOn,
      screen: this.screen.isOn,
      speaking: this.microphone.isSpeaking,
      level: this.microphone.level,
      preview: this.camera.preview,
      blur: this.camera.blurs,
      canBlur: this.camera.canBlur,
      canShare: canShareScreen(),
      paused: this.isPaused,
    };
  }

  /** What goes out: nothing on a break. @returns {Record<What, MediaStreamTrack | null>} */
  get tracks() {
    const going = (/** @type {OwnDevice} */ device) => (device.isOn && !this.isPaused ? device.track : null);
    return { voice: going(this.microphone), picture: going(this.camera), screen: going(this.screen) };
  }

  /** What is open is on or off; what is not yet is opened. Resolves to whether it is as asked.
   * @param {OwnDevice} device @param {boolean} on */
  async turn(device, on) {
    try {
      const turning = device.turn(on);
      if (!on) this.#ears.changed();
      return await turning;
    } catch (error) {
      this.#fail(error);
      return false;
    } finally {
      this.#still();
      this.#ears.changed();
    }
  }

  /** Both with one dialogue. @param {{voice: boolean, picture: boolean}} wish @param {() => boolean} isStillWanted */
  async open(wish, isStillWanted) {
    const opened = await openBoth(wish, (trouble) => this.#fail(trouble));
    if (isStillWanted()) {
      this.microphone.take(opened.voice);
      this.camera.take(opened.picture);
      this.#still();
    } else {
      for (const track of [opened.voice, opened.picture]) track?.stop();
    }
    this.#ears.changed();
  }

  /** On a break nothing goes out, and the devices themselves are still. @param {boolean} isPaused */
  pause(isPaused) {
    if (isPaused === this.isPaused) return;
    this.isPaused = isPaused;
    this.#still();
    this.#ears.changed();
  }

  close() {
    for (const device of [this.microphone, this.camera, this.screen]) device.close();
    this.isPaused = false;
    this.#ears.changed();
  }

  #still() {
    for (const { track, isOn } of [this.microphone, this.camera, this.screen]) if (track) track.enabled = isOn && !this.isPaused;
  }

  /** @param {boolean} hasChanged */
  #heard(hasChanged) {
    if (hasChanged) this.#ears.speaking(this.microphone.isSpeaking);
    this.#ears.level();
  }

  /** @param {string} code @param {"microphone" | "camera"} kind */
  #lost(code, kind) {
    this.#ears.trouble({ code, kind });
    this.#ears.changed();
  }

  /** @param {unknown} error */
  #fail(error) {
    if (!(error instanceof DeviceTrouble)) throw error;
    this.#ears.trouble({ code: error.code, kind: error.kind });
  }
}
