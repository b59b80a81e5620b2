// @ts-check
/** What the server says of the others, and what they are told of me by their connections. */
import { sceneOf } from "./room-scene.js";

/** @typedef {import("./kinds.js").Party} Party */
/**
 * @typedef {object} Parts
 * @property {import("../room-view.js").RoomView} view
 * @property {import("./company.js").Company} company
 * @property {import("./flow.js").Flow} flow
 * @property {import("./visit.js").Visit} visit
 * @property {() => void} changed
 */

export class Hearing {
  #parts;

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** I am in: connections are built. @param {any} answer */
  begin({ carrier, company, party, relay_only }) {
    const { flow, visit, changed } = this.#parts;
    flow.begin(carrier, {
      me: party,
      isRelayOnly: relay_only,
      ice: () => visit.ice.servers,
      renewed: () => visit.ice.renewed(),
      tell: (to, signal) => void visit.signal(to, signal),
      changed,
      lost: () => void visit.again(),
    });
    this.#meet(company);
  }

  /** @param {any} heard */
  hear({ kind, ...heard }) {
    const { company, flow, changed } = this.#parts;
    if (kind === "company") this.#meet(heard.company);
    else if (kind === "signal") flow.carriage?.hear(heard.from, heard);
    else if (kind === "state" || kind === "speaking") company.change(heard);
    changed();
  }

  /** I myself. @param {boolean} isSpeaking */
  speak(isSpeaking) {
    const { company, view, visit, changed } = this.#parts;
    void visit.say("speaking", { speaking: isSpeaking });
    company.speakers.hear(sceneOf(view).me, isSpeaking);
    changed();
  }

  /** @param {Party[]} parties */
  #meet(parties) {
    const { company, flow, view, changed } = this.#parts;
    company.set(parties, sceneOf(view).me);
    flow.carriage?.company(parties);
    changed();
  }
}
