// @ts-check
/**
 * Voice and picture of one device in the room. `new Media(app.line, app.view, {locale})`, once per page.
 *
 * Events: `change` when anything below has changed, once for all that changed together; `level` when `mine.level` has;
 * `stepped` {rung, why} when the line, the device or the room could not bear more; `trouble` {code, kind}.
 */
import { keepForNextTime, keepForReload, keptForReload, lastTime } from "./coming-back.js";
import { Company } from "./company.js";
import { canTakePart } from "./devices.js";
import { Flow } from "./flow.js";
import { wakeLevels } from "./levels.js";
import { Own } from "./own.js";
import { sceneOf } from "./room-scene.js";
import { Turning } from "./turning.js";
import { Visit } from "./visit.js";

/** @typedef {import("./kinds.js").Rung} Rung */
/** @typedef {import("./kinds.js").Entering} Entering */
/** @typedef {import("./kinds.js").Person} Person */
/** @typedef {import("./kinds.js").Party} Party */

export class Media extends EventTarget {
  #line;
  #view;
  #own;
  #turning;
  #company;
  #visit;
  #flow;
  /** Counts up when what is being done for an entering is for nothing. */
  #entry = 0;
  #willSettle = false;
  #isPageGone = false;

  /** @type {import("./kinds.js").CarrierName | ""} "" before the first entering */
  carrier = "";
  /** How many voices and pictures the carrier bears in one room. */
  most = { voices: 0, pictures: 0 };
  /** The rung that is in effect; "text" while one takes no part. @type {Rung} */
  rung = "text";
  /** The rung that was wished for last, and is remembered on this device. @type {Rung} */
  chosen = lastTime().rung;

  /**
   * @param {import("../connection.js").Connection} line
   * @param {import("../room-view.js").RoomView} view
   * @param {{locale: string}} _options
   */
  constructor(line, view, _options) {
    super();
    this.#line = line;
    this.#view = view;
    const changed = () => this.#changed();
    this.#own = new Own({
      changed,
      level: () => this.#tell("level"),
      speaking: (isSpeaking) => this.#speak(isSpeaking),
      trouble: ({ code, kind }) => this.#trouble(code, kind),
      screenEnded: () => this.#turning.screenEnded(),
    });
    this.#turning = new Turning(line, view, this.#own, (code, kind) => this.#trouble(code, kind));
    this.#company = new Company(() => this.#trouble("tap_to_hear"));
    this.#visit = new Visit(line, {
      wish: () => this.#wish,
      begun: (answer) => this.#begin(answer),
      heard: (heard) => this.#hear(heard),
      refused: (code) => this.#refused(code),
      ended: (code) => this.#end(code),
      changed,
    });
    this.#flow = new Flow({
      rung: () => this.rung,
      looked: () => this.#company.look(this.#flow.carriage) && this.#changed(),
      stepDown: (step) => this.#step(step),
      troubled: () => this.#trouble("connection"),
    });
    for (const section of ["me", "people", "media"]) view.addEventListener(`view:${section}`, () => this.#heedRoom());
    addEventListener("pagehide", () => this.#abandon());
    // Leaving quickly waits for no page.
    document.addEventListener("quick-exit", () => this.#escape());
    // One that comes back from the browser's memory has let go of everything.
    addEventListener("pageshow", () => this.#comeBackFromMemory());
  }

  get state() {
    return this.#visit.state;
  }

  get mine() {
    return this.#own.mine;
  }

  /** By person. @returns {Map<string, Person>} */
  get people() {
    return this.#company.people;
  }

  /** Who speaks, or spoke last; "" for nobody. */
  get speaker() {
    return this.#company.speakers.last;
  }

  /** Whose picture to show where only one is shown: in focus, speaking, or the only one that comes; "" for nobody. */
  get shown() {
    return this.#company.shown(sceneOf(this.#view).focus);
  }

  /** Take part. Resolves to whether it went well; if not, `trouble` has said why, and nothing is left half open.
   * @param {Entering} wish @returns {Promise<boolean>} */
  async enter(wish) {
    if (!canTakePart()) return this.#trouble("no_webrtc");
    if (this.state !== "off") return false;
    for (const what of /** @type {const} */ (["rung", "voice", "picture"])) keepForNextTime(what, wish[what]);
    this.chosen = wish.rung;
    return this.#enter(wish);
  }

  /** After a reload: take part again with what this tab had on. @returns {Promise<boolean>} false when it took no part */
  async comeBack() {
    const kept = keptForReload();
    return kept !== null && canTakePart() && this.state === "off" && this.#enter(kept);
  }

  /** Take part in writing only; devices are let go. @returns {Promise<void>} */
  async leave() {
    const leaving = this.#visit.leave();
    this.#close();
    keepForReload(null);
    await leaving;
  }

  /** Up or down the ladder, because one asked. "text" leaves. @param {Rung} rung @returns {Promise<void>} */
  async climb(rung) {
    this.chosen = rung;
    keepForNextTime("rung", rung);
    if (rung === "text") await this.leave();
    else if (this.state === "off") await this.enter({ ...lastTime(), rung });
    else {
      this.rung = rung;
      this.#flow.climbed();
      this.#changed();
    }
  }

  /** Microphone on or off. Asks the room first where a leader has turned it off. @param {boolean} on @returns {Promise<boolean>} whether it is as asked */
  async setVoice(on) {
    return this.state !== "off" && this.#turning.voice(on);
  }

  /** Push to talk: the microphone is on only while held. @param {boolean} held @returns {Promise<boolean>} */
  async holdVoice(held) {
    return this.state !== "off" && this.#turning.hold(held);
  }

  /** Camera on or off. @param {boolean} on @returns {Promise<boolean>} */
  async setPicture(on) {
    return this.state !== "off" && this.#turning.picture(on);
  }

  /** @param {boolean} on @returns {Promise<boolean>} */
  async setBlur(on) {
    const isAsAsked = await this.#own.camera.blur(on);
    this.#changed();
    return isAsAsked;
  }

  /** Show my screen: asks the room for it, and the browser which screen. @param {boolean} on @returns {Promise<boolean>} */
  async shareScreen(on) {
    return this.state !== "off" && this.#turning.screen(on);
  }

  /** After `tap_to_hear`, from a press: the browser lets voices be heard. @returns {Promise<void>} */
  async resume() {
    await Promise.all([this.#company.voices.resume(), wakeLevels()]);
  }

  /** Figures of the last seconds, for whoever helps with the equipment. @returns {Promise<import("./measuring.js").Figures>} */
  async stats() {
    return this.#flow.stats(this.#company.parties);
  }

  /** @param {Entering} wish */
  async #enter(wish) {
    const entry = (this.#entry += 1);
    const isWanted = () => entry === this.#entry;
    this.rung = wish.rung;
    this.#visit.prepare();
    void wakeLevels();
    await this.#own.open(wish, isWanted);
    this.#heedRoom();
    return isWanted() && (await this.#visit.enter());
  }

  get #wish() {
    const { voice, picture, screen } = this.#own.mine;
    return { rung: this.rung, voice, picture, screen };
  }

  /** @param {any} answer */
  #begin({ carrier, company, most, party, relay_only }) {
    this.carrier = carrier;
    this.most = most;
    this.#flow.begin(carrier, {
      me: party,
      isRelayOnly: relay_only,
      ice: () => this.#visit.ice,
      tell: (to, signal) => void this.#visit.signal(to, signal),
      changed: () => this.#changed(),
      lost: () => void this.#visit.again(),
    });
    this.#meet(company);
    if (this.#own.mine.speaking) this.#speak(true);
  }

  /** @param {any} heard */
  #hear({ kind, ...heard }) {
    if (kind === "company") this.#meet(heard.company);
    else if (kind === "signal") this.#flow.carriage?.hear(heard.from, heard);
    else if (kind === "state" || kind === "speaking") {
      this.#company.change(heard);
      // What somebody wishes to get is for whoever sends to know.
      this.#flow.carriage?.company(this.#company.parties);
    }
    this.#changed();
  }

  /** @param {Party[]} parties */
  #meet(parties) {
    this.#company.set(parties, sceneOf(this.#view).me);
    this.#flow.carriage?.company(parties);
    this.#changed();
  }

  /** @param {boolean} isSpeaking */
  #speak(isSpeaking) {
    void this.#visit.say("speaking", { speaking: isSpeaking });
    this.#company.speakers.hear(sceneOf(this.#view).me, isSpeaking);
    this.#changed();
  }

  #heedRoom() {
    if (this.state === "off") return;
    this.#turning.heed();
    this.#changed();
  }

  /** The line or the device bears less: what one sends goes with it. @param {{rung: Rung, why: string}} step */
  #step({ rung, why }) {
    this.rung = rung;
    if (rung === "sound") void this.#own.turn(this.#own.camera, false);
    if (rung === "text") void this.leave();
    this.#tell("stepped", { rung, why });
    this.#changed();
  }

  /** @param {string} code */
  #refused(code) {
    const { camera, screen } = this.#own;
    const [device, kind] = code === "pictures_full" ? [camera, "camera"] : [screen, "screen"];
    device.close();
    this.#trouble(code, /** @type {"camera" | "screen"} */ (kind));
    this.#changed();
  }

  /** The room has put this device out. @param {string} code */
  #end(code) {
    const before = this.rung;
    this.#close();
    keepForReload(null);
    if (code === "media_full" && before !== "text") this.#tell("stepped", { rung: "text", why: "full" });
    // Who has left knows.
    if (code !== "left") this.#trouble(code);
  }

  /** Nobody is told: as the page goes it is, for whoever comes back to it, as it was. */
  #abandon() {
    this.#isPageGone = true;
    this.#visit.abandon();
    this.#close();
  }

  /** The others see me go before the next page has come. */
  #escape() {
    void this.#visit.leave();
    this.#abandon();
    keepForReload(null);
  }

  #comeBackFromMemory() {
    if (!this.#isPageGone) return;
    this.#isPageGone = false;
    this.#changed();
  }

  #close() {
    this.#entry += 1;
    this.rung = "text";
    this.#flow.end();
    this.#own.close();
    this.#company.set([], "");
    this.#company.look(null);
    this.#changed();
  }

  #changed() {
    if (this.#willSettle) return;
    this.#willSettle = true;
    queueMicrotask(() => this.#settle());
  }

  /** Whatever has changed: what goes out, what is told and what is heard follow from how things are now. */
  #settle() {
    this.#willSettle = false;
    if (this.#isPageGone) return;
    const { me, focus, sharing } = sceneOf(this.#view);
    const { carriage } = this.#flow;
    const { tracks } = this.#own;
    if (carriage) {
      const mine = { voice: Boolean(tracks.voice), picture: Boolean(tracks.picture), screen: Boolean(tracks.screen), speaking: false };
      const party = { party: this.#visit.party, person: me, rung: this.rung, ...mine };
      carriage.send(tracks, party, this.#company.parties, { focus, sharing, speakers: this.#company.speakers.ranked });
      this.#company.look(carriage);
      const { rung, voice, picture } = this.#wish;
      if (rung !== "text") keepForReload({ rung, voice, picture });
    }
    this.#visit.tell();
    this.#tell("change");
  }

  /** @param {string} code @param {import("./kinds.js").Trouble["kind"]} [kind] */
  #trouble(code, kind = "") {
    this.#tell("trouble", { code, kind });
    return false;
  }

  /** @param {string} type @param {object} [detail] */
  #tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
