// @ts-check
/**
 * Voice and picture of one device in the room. `new Media(app.line, app.view, {locale})`, once per page.
 *
 * Events: `change` when anything below has changed, once for all that changed together; `level` when `mine.level` has;
 * `stepped` {rung, why} when the line, the device or the room could not bear more; `trouble` {code, kind}.
 */
import { chooseRung, keptHere } from "./coming-back.js";
import { canTakePart } from "./devices.js";
import { wakeLevels } from "./levels.js";
import { Participation } from "./participation.js";

// It comes along: before there is a microphone nobody holds one.
export { holdToTalk } from "../hold-to-talk.js";

/** @typedef {import("./kinds.js").Rung} Rung */
/** @typedef {import("./kinds.js").Entering} Entering */
/** @typedef {import("./kinds.js").Person} Person */

export class Media extends EventTarget {
  #part;

  /**
   * @param {import("../connection.js").Connection} line
   * @param {import("../room-view.js").RoomView} view
   * @param {{locale: string}} _options
   */
  constructor(line, view, _options) {
    super();
    this.#part = new Participation(line, view, (type, detail = {}) => this.dispatchEvent(new CustomEvent(type, { detail })));
  }

  get state() {
    return this.#part.state;
  }

  /** "" before the first entering. */
  get carrier() {
    return this.#part.carrier;
  }

  /** How many voices and pictures the carrier bears in one room. */
  get most() {
    return this.#part.most;
  }

  /** The rung that is in effect; "text" while one takes no part. */
  get rung() {
    return this.#part.rung;
  }

  /** The rung that was wished for last, and is remembered on this device. */
  get chosen() {
    return this.#part.chosen;
  }

  get mine() {
    return this.#part.own.mine;
  }

  /** My microphone, silent while it is off; null while I take no part. @returns {MediaStreamTrack | null} */
  get voiceTrack() {
    return this.#part.own.microphone.track;
  }

  /** By person. @returns {Map<string, Person>} */
  get people() {
    return this.#part.company.people;
  }

  /** Who speaks, or spoke last; "" for nobody. */
  get speaker() {
    return this.#part.company.speakers.last;
  }

  /** Whose picture to show where only one is shown: in focus, speaking, or the only one that comes; "" for nobody. */
  get shown() {
    return this.#part.shown;
  }

  /** Take part. Resolves to whether it went well; if not, `trouble` has said why, and nothing is left half open.
   * @param {Entering} wish @returns {Promise<boolean>} */
  async enter(wish) {
    if (!canTakePart()) return this.#part.trouble("no_webrtc");
    if (this.state !== "off") return false;
    chooseRung(wish.rung);
    this.#part.chosen = wish.rung;
    return this.#part.enter(wish);
  }

  /** Take part again as this tab did, after a reload also with what it had on. @returns {Promise<boolean>} false when it took no part */
  async comeBack() {
    const { rung = "text", ...mine } = keptHere() ?? { voice: false, picture: false };
    return rung !== "text" && canTakePart() && this.state === "off" && this.#part.enter({ rung, ...mine });
  }

  /** Take part in writing only; devices are let go. @returns {Promise<void>} */
  async leave() {
    await this.#part.leave();
  }

  /** Up or down the ladder, because one asked. "text" leaves; whoever comes in by it has nothing on.
   * @param {Rung} rung @returns {Promise<void>} */
  async climb(rung) {
    this.#part.chosen = rung;
    chooseRung(rung);
    if (rung === "text") await this.leave();
    else if (this.state === "off") await this.enter({ rung, voice: false, picture: false });
    else {
      this.#part.rung = rung;
      this.#part.flow.climbed();
      this.#part.changed();
    }
  }

  /** Microphone on or off. Asks the room first where a leader has turned it off. @param {boolean} on @returns {Promise<boolean>} whether it is as asked */
  async setVoice(on) {
    return this.state !== "off" && this.#part.turning.voice(on);
  }

  /** Push to talk: the microphone is on only while held. @param {boolean} held @returns {Promise<boolean>} */
  async holdVoice(held) {
    return this.state !== "off" && this.#part.turning.voice(held);
  }

  /** Camera on or off. @param {boolean} on @returns {Promise<boolean>} */
  async setPicture(on) {
    return this.state !== "off" && this.#part.turning.picture(on);
  }

  /** @param {boolean} on @returns {Promise<boolean>} */
  async setBlur(on) {
    const isAsAsked = await this.#part.own.camera.blur(on);
    this.#part.changed();
    return isAsAsked;
  }

  /** Show my screen: asks the room for it, and the browser which screen. @param {boolean} on @returns {Promise<boolean>} */
  async shareScreen(on) {
    return this.state !== "off" && this.#part.turning.screen(on);
  }

  /** After `tap_to_hear`, from a press: the browser lets voices be heard. @returns {Promise<void>} */
  async resume() {
    await Promise.all([this.#part.company.voices.resume(), wakeLevels()]);
  }

  /** Figures of the last seconds, for whoever helps with the equipment. @returns {Promise<import("./measuring.js").Figures>} */
  async stats() {
    return this.#part.flow.stats(this.#part.company.parties);
  }
}
