// @ts-check
/**
 * Voice and picture of one device in the room. `new Media(app.line, app.view, {locale})`, once per page.
 *
 * Events: `change` when anything below has changed, once for all that changed together; `level` when `mine.level` has;
 * `stepped` {rung, why} when the line, the device or the room could not bear more; `trouble` {code, kind}.
 */

/** @typedef {import("./kinds.js").Rung} Rung */
/** @typedef {import("./kinds.js").Entering} Entering */
/** @typedef {import("./kinds.js").Person} Person */

export class Media extends EventTarget {
  /** @type {import("./kinds.js").State} */
  state = "off";
  /** @type {import("./kinds.js").CarrierName | ""} "" before the first entering */
  carrier = "";
  /** How many voices and pictures the carrier bears in one place. */
  most = { voices: 0, pictures: 0 };
  /** The rung that is in effect; "text" while one takes no part. @type {Rung} */
  rung = "text";
  /** The rung that was wished for, and is remembered on this device. @type {Rung} */
  chosen = "text";
  /** @type {import("./kinds.js").Mine} */
  mine = {
    voice: false, picture: false, screen: false, speaking: false, level: 0,
    preview: null, blur: false, canBlur: false, canShare: false, paused: false,
  };
  /** By person. @type {Map<string, Person>} */
  people = new Map();
  /** Who speaks, or spoke last; "" for nobody. */
  speaker = "";
  /** Whose picture to show where only one is shown: in focus, speaking, or the only one that comes; "" for nobody. */
  shown = "";

  /**
   * @param {import("../connection.js").Connection} line
   * @param {import("../room-view.js").RoomView} view
   * @param {{locale: string}} options
   */
  constructor(line, view, options) {
    super();
    void [line, view, options];
  }

  /** Take part. Resolves to whether it went well; if not, `trouble` has said why, and nothing is left half open.
   * @param {Entering} wish @returns {Promise<boolean>} */
  async enter(wish) {
    void wish;
    return false;
  }

  /** After a reload: take part again with what this tab had on. Resolves to false when it took no part. @returns {Promise<boolean>} */
  async comeBack() {
    return false;
  }

  /** Take part in writing only; devices are let go. @returns {Promise<void>} */
  async leave() {}

  /** Up or down the ladder, because one asked. "text" leaves. @param {Rung} rung @returns {Promise<void>} */
  async climb(rung) {
    void rung;
  }

  /** Microphone on or off. Asks the room first where a leader has turned it off. @param {boolean} on @returns {Promise<boolean>} whether it is as asked */
  async setVoice(on) {
    return !on;
  }

  /** Push to talk: the microphone is on only while held. @param {boolean} held @returns {Promise<boolean>} */
  async holdVoice(held) {
    return !held;
  }

  /** Camera on or off. @param {boolean} on @returns {Promise<boolean>} */
  async setPicture(on) {
    return !on;
  }

  /** @param {boolean} on @returns {Promise<boolean>} */
  async setBlur(on) {
    return !on;
  }

  /** Show my screen: asks the room for it, and the browser which screen. @param {boolean} on @returns {Promise<boolean>} */
  async shareScreen(on) {
    return !on;
  }

  /** After `tap_to_hear`, from a press: the browser lets voices be heard. @returns {Promise<void>} */
  async resume() {}

  /** Figures of the last seconds, for whoever helps with the equipment. @returns {Promise<import("./measuring.js").Figures>} */
  async stats() {
    return { sent_kbps: 0, received_kbps: 0, loss: 0, rtt_ms: 0, rung: this.rung, people: {} };
  }
}
