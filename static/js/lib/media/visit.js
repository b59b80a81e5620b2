// @ts-check
/** My taking part, as the server knows it: entering, telling what is on, and coming back by itself after whatever came between. */
import { Ice } from "./ice.js";
import { FOR_NOW, pause, Telling } from "./telling.js";

/** @typedef {import("./kinds.js").State} State */
/** @typedef {import("./telling.js").Wish} Wish */
/**
 * @typedef {object} Terms
 * @property {() => Wish} wish what is on now
 * @property {() => import("./kinds.js").Circle | ""} among how many that is, as far as I know
 * @property {(answer: any) => void} begun
 * @property {(heard: any) => void} heard what is said of others, in order, and only while I take part
 * @property {(code: string) => void} refused something that is on cannot be: turn it off
 * @property {(code: string) => void} ended
 * @property {() => void} changed
 */

const AGAIN_AFTER = 2000;
const CARRIER_AGAIN_AFTER = 8000;

export class Visit {
  #line;
  #terms;
  /** @type {State} */
  state = "off";
  party = "";
  ice = new Ice(() => this.say("ice", {}));
  /** What belongs to an attempt before this one is nobody's business any more. */
  #attempt = 0;
  #hasBegun = false;
  #owesLeaving = false;
  #timer = 0;
  /** @type {any[]} what was said between asking to come in and being in */
  #held = [];
  #telling;

  /** @param {import("../connection.js").Connection} line @param {Terms} terms */
  constructor(line, terms) {
    this.#line = line;
    this.#terms = terms;
    this.#telling = new Telling({ ...terms, ask: (wish) => this.say("state", { ...wish, ...this.#among }) });
    line.addEventListener("media", (event) => this.#hear(/** @type {CustomEvent} */ (event).detail));
    line.addEventListener("state", () => this.#lineChanged());
  }

  /** My devices are being opened. */
  prepare() {
    this.#become("entering");
  }

  /** @returns {Promise<boolean>} false when it was refused for good */
  async enter() {
    this.#owesLeaving = false;
    return this.#try();
  }

  /** Build everything anew. */
  async again() {
    if (this.state !== "off") await this.#try();
  }

  async leave() {
    if (this.state === "off") return;
    this.#stop();
    const attempt = this.#attempt;
    const answer = await this.#line.media("leave");
    this.#owesLeaving = answer.code === "no_line" && attempt === this.#attempt;
  }

  /** The page goes: the server sees that by itself. */
  abandon() {
    if (this.state !== "off") this.#stop();
  }

  /** Something is on or off that was not before. */
  tell() {
    void this.#telling.tell();
  }

  /** @param {string} kind @param {Record<string, any>} data @returns {Promise<any>} */
  async say(kind, data) {
    return this.state === "on" ? this.#line.media(kind, data) : { ok: false, code: "no_line" };
  }

  /** What connections tell each other is wanted in any case, so it is said again when it was too much at once.
   * @param {string} to @param {import("./peer.js").Signal} signal */
  async signal(to, signal) {
    const attempt = this.#attempt;
    for (let tries = 0; tries < 5 && attempt === this.#attempt; tries += 1) {
      const answer = await this.say("signal", { to, ...signal });
      if (answer.ok || !FOR_NOW.has(answer.code) || answer.code === "no_line") return;
      await pause(AGAIN_AFTER / 2);
    }
  }

  /** The server lets nothing through to more people than that. */
  get #among() {
    const among = this.#terms.among();
    return among ? { among } : {};
  }

  /** @returns {Promise<boolean>} */
  async #try() {
    const attempt = (this.#attempt += 1);
    clearTimeout(this.#timer);
    this.#held = [];
    this.#telling.end();
    const { rung, voice, picture } = this.#terms.wish();
    const answer = await this.#line.media("enter", { rung, voice, picture, ...this.#among });
    if (attempt !== this.#attempt) {
      // I have left meanwhile, and the server may have heard the two in the other order.
      if (answer.ok && this.state === "off") void this.#line.media("leave");
      return false;
    }
    return answer.ok ? this.#begin(answer, { rung, voice, picture, screen: false }) : this.#refuse(answer.code);
  }

  /** @param {any} answer @param {Wish} told */
  #begin(answer, told) {
    this.#hasBegun = true;
    this.#telling.begin(told);
    this.party = answer.party;
    this.ice.begin(answer.ice ?? []);
    this.#become("on");
    this.#terms.begun(answer);
    for (const heard of this.#held.splice(0)) this.#heed(heard);
    return true;
  }

  /** @param {string} code @returns {Promise<boolean>} */
  async #refuse(code) {
    if (FOR_NOW.has(code)) return this.#wait(AGAIN_AFTER);
    if (code === "media_off" && this.#hasBegun) return this.#wait(CARRIER_AGAIN_AFTER);
    if (code === "pictures_full" && this.#terms.wish().picture) {
      this.#terms.refused(code);
      return this.#try();
    }
    this.#end(code);
    return false;
  }

  /** @param {number} ms */
  #wait(ms) {
    this.#become("waiting");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#line.state === "connected" && this.again(), ms);
    return true;
  }

  /** @param {any} heard */
  #hear(heard) {
    if (this.state === "off") return;
    switch (heard.kind) {
      case "off":
        return this.#end(heard.code);
      case "anew":
        return void this.again();
      case "carrier":
        return heard.up ? void this.again() : void this.#wait(CARRIER_AGAIN_AFTER);
      default:
        if (this.#telling.isOn) this.#heed(heard);
        else this.#held.push(heard);
    }
  }

  /** What was said to the connections that I had before is not for those that I have now. @param {any} heard */
  #heed(heard) {
    if (heard.to === undefined || heard.to === this.party) this.#terms.heard(heard);
  }

  #lineChanged() {
    const { state } = this.#line;
    if (state === "connected" && this.#owesLeaving) {
      this.#owesLeaving = false;
      void this.#line.media("leave");
    }
    if (this.state === "off") return;
    if (state === "gone" || state === "resting") this.#end("left");
    else if (state !== "connected") this.#become("waiting");
    else if (this.state === "waiting") void this.again();
  }

  /** @param {string} code */
  #end(code) {
    this.#stop();
    this.#terms.ended(code);
  }

  #stop() {
    this.#attempt += 1;
    this.#telling.end();
    this.#held = [];
    this.#hasBegun = false;
    clearTimeout(this.#timer);
    this.ice.end();
    this.#become("off");
  }

  /** @param {State} state */
  #become(state) {
    if (state === this.state) return;
    this.state = state;
    this.#terms.changed();
  }
}
