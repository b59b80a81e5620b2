// @ts-check
/** Taking part: devices, company, connections and the server held together. Whatever changes, what goes out, what is told and what is
 * heard follow from how things are. */
import { chosenRung, keepHere } from "./coming-back.js";
import { Company } from "./company.js";
import { Flow } from "./flow.js";
import { Hearing } from "./hearing.js";
import { wakeLevels } from "./levels.js";
import { Own } from "./own.js";
import { onPageLife } from "./page-life.js";
import { sceneOf } from "./room-scene.js";
import { Turning } from "./turning.js";
import { Visit } from "./visit.js";

/** @typedef {import("./kinds.js").Rung} Rung */
/** @typedef {import("./kinds.js").Entering} Entering */

export class Participation {
  #view;
  #tell;
  #visit;
  #hearing;
  /** Counts up when what is being done for an entering is for nothing. */
  #entry = 0;
  #willSettle = false;
  #isPageGone = false;

  /** @type {import("./kinds.js").CarrierName | ""} */
  carrier = "";
  most = { voices: 0, pictures: 0 };
  /** @type {Rung} */
  rung = "text";
  /** @type {Rung} */
  chosen = chosenRung() || "text";

  /**
   * @param {import("../connection.js").Connection} line
   * @param {import("../room-view.js").RoomView} view
   * @param {(type: "change" | "level" | "stepped" | "trouble", detail?: object) => void} tell
   */
  constructor(line, view, tell) {
    this.#view = view;
    this.#tell = tell;
    const changed = () => this.changed();
    this.own = new Own({
      changed,
      level: () => this.#tell("level"),
      speaking: (isSpeaking) => this.#hearing.speak(isSpeaking),
      trouble: ({ code, kind }) => this.trouble(code, kind),
      screenEnded: () => this.turning.screenEnded(),
    });
    this.turning = new Turning(line, view, this.own, (code, kind) => this.trouble(code, kind));
    this.company = new Company(() => this.trouble("tap_to_hear"));
    this.#visit = new Visit(line, {
      wish: () => this.#wish,
      among: () => this.own.before.among,
      begun: (answer) => this.#begin(answer),
      heard: (heard) => this.#hearing.hear(heard),
      refused: (code) => this.#refused(code),
      ended: (code) => this.#end(code),
      changed,
    });
    this.flow = new Flow({
      rung: () => this.rung,
      looked: () => this.company.look(this.flow.carriage) && this.changed(),
      stepDown: (step) => this.#step(step),
      troubled: () => this.state === "on" && this.trouble("connection"),
    });
    this.#hearing = new Hearing({ view, company: this.company, flow: this.flow, visit: this.#visit, changed });
    for (const section of ["me", "people", "media", "breakouts", "room"]) view.addEventListener(`view:${section}`, () => this.#heedRoom());
    onPageLife({ goes: () => this.#abandon(), flees: () => this.#flee(), returns: () => this.#return() });
  }

  get state() {
    return this.#visit.state;
  }

  /** Whose picture to show where only one is. */
  get shown() {
    return this.company.shown(sceneOf(this.#view).focus);
  }

  /** @param {Entering} wish */
  async enter(wish) {
    const entry = (this.#entry += 1);
    const isWanted = () => entry === this.#entry;
    this.rung = wish.rung;
    this.#visit.prepare();
    void wakeLevels();
    await this.own.open(wish, isWanted);
    this.#heedRoom();
    return isWanted() && (await this.#visit.enter());
  }

  async leave() {
    const leaving = this.#visit.leave();
    this.#close();
    keepHere(null);
    await leaving;
  }

  get #wish() {
    const { voice, picture, screen } = this.own.mine;
    return { rung: this.rung, voice, picture, screen };
  }

  /** @param {any} answer */
  #begin(answer) {
    this.carrier = answer.carrier;
    this.most = answer.most;
    this.#hearing.begin(answer);
    if (this.own.mine.speaking) this.#hearing.speak(true);
  }

  #heedRoom() {
    if (this.state === "off") return;
    this.own.moveTo(sceneOf(this.#view).among);
    this.turning.heed();
    this.changed();
  }

  /** The line or the device bears less: what one sends goes with it. @param {{rung: Rung, why: string}} step */
  #step({ rung, why }) {
    this.rung = rung;
    if (rung === "sound") void this.turning.picture(false);
    if (rung === "text") {
      void this.leave();
      keepHere({ rung, voice: false, picture: false });
    }
    this.#tell("stepped", { rung, why });
    this.changed();
  }

  /** What I have on cannot be. @param {string} code */
  #refused(code) {
    const kind = this.own.giveUp(code);
    if (kind === "screen") this.turning.screenEnded();
    if (kind) this.trouble(code, kind);
    else void this.#visit.again(); // the two of us know different things of my taking part
    this.changed();
  }

  /** The room has put this device out. @param {string} code */
  #end(code) {
    const before = this.rung;
    this.#close();
    keepHere(null);
    if (code === "media_full" && before !== "text") this.#tell("stepped", { rung: "text", why: "full" });
    // Who has left knows.
    if (code !== "left") this.trouble(code);
  }

  /** Nobody is told: as the page goes it is, for whoever comes back to it, as it was. */
  #abandon() {
    this.#isPageGone = true;
    this.#visit.abandon();
    this.#close();
  }

  /** The others see me go before the next page has come. */
  #flee() {
    void this.#visit.leave();
    this.#abandon();
    keepHere(null);
  }

  #return() {
    this.#isPageGone = false;
    this.changed();
  }

  #close() {
    this.#entry += 1;
    this.rung = "text";
    this.flow.end();
    this.turning.end();
    this.own.close();
    this.company.set([], "");
    this.company.look(null);
    this.changed();
  }

  changed() {
    if (this.#willSettle) return;
    this.#willSettle = true;
    queueMicrotask(() => this.#settle());
  }

  /** Whatever has changed: what goes out, what is told and what is heard follow from how things are now. */
  #settle() {
    this.#willSettle = false;
    if (this.#isPageGone) return;
    const { me, focus, sharing } = sceneOf(this.#view);
    const { carriage } = this.flow;
    const { tracks } = this.own;
    if (carriage) {
      const mine = { voice: Boolean(tracks.voice), picture: Boolean(tracks.picture), screen: Boolean(tracks.screen), speaking: false };
      const party = { party: this.#visit.party, person: me, rung: this.rung, ...mine };
      carriage.send(tracks, party, this.company.parties, { focus, sharing, speakers: this.company.speakers.ranked });
      this.company.look(carriage);
      const { rung, voice, picture } = this.#wish;
      if (rung !== "text") keepHere({ rung, voice, picture, among: this.own.before.among });
    }
    this.#visit.tell();
    this.#tell("change");
  }

  /** @param {string} code @param {import("./kinds.js").Trouble["kind"]} [kind] */
  trouble(code, kind = "") {
    this.#tell("trouble", { code, kind });
    return false;
  }
}
