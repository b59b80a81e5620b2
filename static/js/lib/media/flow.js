// @ts-check
/** What flows: the connections of whichever carrier there is, looked at again and again, and judged. */
import { Janus } from "./janus.js";
import { Ladder } from "./ladder.js";
import { heardOn, Measuring, together } from "./measuring.js";
import { Mesh } from "./mesh.js";

/** @typedef {import("./carriage.js").Carriage} Carriage */
/** @typedef {import("./kinds.js").Rung} Rung */
/**
 * @typedef {object} Terms
 * @property {() => Rung} rung
 * @property {() => void} looked twice a second
 * @property {(step: {rung: Rung, why: import("./kinds.js").Why}) => void} stepDown
 * @property {() => void} troubled connections do not come through
 */

const CARRIERS = { mesh: Mesh, janus: Janus };
const LOOKS_EVERY = 500;
const JUDGES_EVERY = 2000;

export class Flow {
  #terms;
  #ladder = new Ladder();
  #measuring = new Measuring();
  /** @type {import("./measuring.js").Measure[]} */
  #measures = [];
  #looking = 0;
  #judging = 0;
  #isTroubled = false;
  /** @type {Carriage | null} */
  carriage = null;

  /** @param {Terms} terms */
  constructor(terms) {
    this.#terms = terms;
  }

  /** @param {keyof typeof CARRIERS} carrier @param {import("./carriage.js").Terms} terms */
  begin(carrier, terms) {
    this.end();
    this.carriage = new CARRIERS[carrier](terms);
    this.#ladder.begin();
    this.#looking = setInterval(() => this.#look(), LOOKS_EVERY);
    this.#judging = setInterval(() => this.#judge(), JUDGES_EVERY);
  }

  end() {
    clearInterval(this.#looking);
    clearInterval(this.#judging);
    this.carriage?.close();
    this.carriage = null;
    this.#measures = [];
    this.#isTroubled = false;
  }

  /** The rung was changed by whoever sits here. */
  climbed() {
    this.#ladder.begin();
  }

  /** @param {import("./kinds.js").Party[]} parties @returns {Promise<import("./measuring.js").Figures>} */
  async stats(parties) {
    const sum = (/** @type {"sent_kbps" | "received_kbps"} */ what) => this.#measures.reduce((all, each) => all + each[what], 0);
    const worst = (/** @type {"loss" | "rtt_ms"} */ what) => Math.max(0, ...this.#measures.map((each) => each[what]));
    return {
      sent_kbps: sum("sent_kbps"),
      received_kbps: sum("received_kbps"),
      loss: worst("loss"),
      rtt_ms: worst("rtt_ms"),
      rung: this.#terms.rung(),
      people: await this.#heard(parties),
    };
  }

  /** @param {import("./kinds.js").Party[]} parties */
  async #heard(parties) {
    /** @type {Record<string, import("./measuring.js").Heard>} */
    const people = {};
    for (const { connection, partyOf } of this.carriage?.connections() ?? []) {
      for (const [mid, heard] of await heardOn(connection)) {
        const whose = parties.find((each) => each.party === partyOf(mid));
        if (whose) people[whose.person] = together(heard, people[whose.person]);
      }
    }
    return people;
  }

  #look() {
    const isTroubled = this.carriage?.isTroubled ?? false;
    if (isTroubled && !this.#isTroubled) this.#terms.troubled();
    this.#isTroubled = isTroubled;
    this.#terms.looked();
  }

  async #judge() {
    const { carriage } = this;
    if (!carriage) return;
    const measured = await Promise.all(carriage.connections().map(({ connection }) => this.#measuring.measure(connection)));
    if (carriage !== this.carriage) return;
    this.#measures = measured.filter((each) => each !== null);
    // A page that nobody sees draws no pictures, so there they say nothing of the line.
    if (document.hidden) return;
    const step = this.#ladder.look(this.#terms.rung(), this.#measures, carriage.tells);
    if (step) this.#terms.stepDown(step);
  }
}
