// @ts-check
/** My microphone, camera and screen together. */
import { AsBefore } from "./as-before.js";
import { Camera } from "./camera.js";
import { canShareScreen, DeviceTrouble, openBoth, openScreen } from "./devices.js";
import { Microphone } from "./microphone.js";
import { OwnDevice } from "./own-device.js";

/** @typedef {import("./kinds.js").Mine} Mine */
/** @typedef {import("./kinds.js").What} What */
/** @typedef {import("./kinds.js").Circle} Circle */
/**
 * @typedef {object} Ears
 * @property {() => void} changed
 * @property {() => void} level
 * @property {(isSpeaking: boolean) => void} speaking
 * @property {(trouble: import("./kinds.js").Trouble) => void} trouble
 * @property {() => void} screenEnded
 */

/** What the room does not let be on, by its refusal. */
const REFUSED = /** @type {Record<string, "camera" | "screen" | undefined>} */ ({ pictures_full: "camera", may_not_share: "screen", screen_shared: "screen" });

export class Own {
  #ears;
  isPaused = false;
  before = new AsBefore();

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
      before: this.before.on,
    };
  }

  /** What goes out. @returns {Record<What, MediaStreamTrack | null>} */
  get tracks() {
    const going = (/** @type {OwnDevice} */ device) => (device.isOn ? device.track : null);
    return { voice: going(this.microphone), picture: going(this.camera), screen: going(this.screen) };
  }

  /** What is open is on or off; what is not yet is opened, but nothing on a break. Resolves to whether it is as asked.
   * @param {OwnDevice} device @param {boolean} on */
  async turn(device, on) {
    if (on && this.isPaused) return false;
    this.before.forget();
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

  /** Both with one dialogue, as they were on among those.
   * @param {{voice: boolean, picture: boolean, among?: Circle | ""}} wish @param {() => boolean} isStillWanted */
  async open(wish, isStillWanted) {
    const opened = await openBoth(wish, (trouble) => this.#fail(trouble));
    if (isStillWanted()) {
      this.before.isAmongMore(wish.among ?? "");
      this.microphone.take(opened.voice);
      this.camera.take(opened.picture);
      this.#still();
    } else {
      for (const track of [opened.voice, opened.picture]) track?.stop();
    }
    this.#ears.changed();
  }

  /** On a break the devices are let go, and afterwards they are off until I turn them on. @param {boolean} isPaused */
  pause(isPaused) {
    if (isPaused === this.isPaused) return;
    this.isPaused = isPaused;
    if (isPaused) this.before.keep("break", this.mine);
    if (isPaused) this.#letGo();
    this.#ears.changed();
  }

  /** Nobody is heard or seen by more people than they believe: whoever comes among more is silent and unseen until they say
   * otherwise. @param {Circle | ""} among how many I am now */
  moveTo(among) {
    if (!this.before.isAmongMore(among)) return;
    this.before.keep("place", this.mine);
    this.microphone.isOn = false;
    this.microphone.rest();
    this.camera.close();
    this.#ears.changed();
  }

  /** What cannot be, by the room's refusal, goes off. @param {string} code @returns {"camera" | "screen" | ""} which that is */
  giveUp(code) {
    const kind = REFUSED[code];
    if (kind) this[kind].close();
    return kind ?? "";
  }

  close() {
    this.#letGo();
    this.isPaused = false;
    this.before = new AsBefore();
    this.#ears.changed();
  }

  #letGo() {
    for (const device of [this.microphone, this.camera, this.screen]) device.close();
  }

  #still() {
    for (const { track, isOn } of [this.microphone, this.camera, this.screen]) if (track) track.enabled = isOn;
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
