// @ts-check
/** Turning my own things on and off, together with the room: it is asked where a leader has a say, and heeded at once. */
import { sceneOf, seen } from "./room-scene.js";

/** @typedef {import("./own-device.js").OwnDevice} OwnDevice */

export class Turning {
  #line;
  #view;
  #own;
  #trouble;
  /** The last wish for each, for the room may take its time to answer. */
  #wanted = { voice: false, picture: false, screen: false };
  #isAskingToShare = false;

  /**
   * @param {import("../connection.js").Connection} line
   * @param {import("../room-view.js").RoomView} view
   * @param {import("./own.js").Own} own
   * @param {(code: string, kind: import("./kinds.js").Trouble["kind"]) => void} trouble
   */
  constructor(line, view, own, trouble) {
    this.#line = line;
    this.#view = view;
    this.#own = own;
    this.#trouble = trouble;
  }

  /** Who lets go before the room has answered is not heard. @param {boolean} on */
  async voice(on) {
    return (await this.#mayTurn("voice", on)) && this.#own.turn(this.#own.microphone, on);
  }

  /** @param {boolean} on */
  async picture(on) {
    return (await this.#mayTurn("picture", on)) && this.#own.turn(this.#own.camera, on);
  }

  /** @param {boolean} on */
  async screen(on) {
    this.#wanted.screen = on;
    const { me, mayShare, sharing } = sceneOf(this.#view);
    if (!on) return this.#stopSharing();
    if (!mayShare) return this.#refuse("may_not_share");
    if (sharing && sharing !== me) return this.#refuse("screen_shared");
    this.#isAskingToShare = true;
    try {
      return await this.#share();
    } finally {
      this.#isAskingToShare = false;
    }
  }

  /** I take part no more: nothing opens for what was asked before. */
  end() {
    this.#wanted = { voice: false, picture: false, screen: false };
  }

  /** What the room says by its log. */
  heed() {
    const { me, isResting, isVoiceStopped, isPictureStopped, sharing, focus } = sceneOf(this.#view);
    const { microphone, camera, screen } = this.#own;
    this.#own.pause(isResting);
    if (isVoiceStopped && microphone.isOn) void this.#own.turn(microphone, false);
    if (isPictureStopped && camera.isOn) void this.#own.turn(camera, false);
    if (screen.isOn && sharing !== me && !this.#isAskingToShare) void this.#own.turn(screen, false);
    void camera.grow(focus === me);
  }

  /** By the browser's own bar, or because its window was closed. */
  screenEnded() {
    const { me, sharing } = sceneOf(this.#view);
    if (sharing === me) void this.#line.do("stop_sharing");
  }

  async #share() {
    const answer = await this.#line.do("share_screen");
    if (!answer.ok) return false; // the line itself says why
    await seen(this.#view, answer.seq);
    const isShown = this.#wanted.screen && (await this.#own.turn(this.#own.screen, true));
    if (!isShown) this.screenEnded();
    return isShown;
  }

  async #stopSharing() {
    await this.#own.turn(this.#own.screen, false);
    this.screenEnded();
    return true;
  }

  /** @param {"voice" | "picture"} what @param {boolean} on @returns {Promise<boolean>} whether it is still wanted, and may be */
  async #mayTurn(what, on) {
    this.#wanted[what] = on;
    return !on || ((await this.#mayAgain(what)) && this.#wanted[what]);
  }

  /** Where a leader has turned it off, the room has to know first that it is on again. @param {"voice" | "picture"} what */
  async #mayAgain(what) {
    const { isVoiceStopped, isPictureStopped } = sceneOf(this.#view);
    if (!(what === "voice" ? isVoiceStopped : isPictureStopped)) return true;
    const answer = await this.#line.do(`resume_${what}`);
    if (answer.ok) await seen(this.#view, answer.seq);
    return answer.ok;
  }

  /** @param {string} code */
  #refuse(code) {
    this.#trouble(code, "screen");
    return false;
  }
}
