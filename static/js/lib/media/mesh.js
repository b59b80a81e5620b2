// @ts-check
/** Every device reaches every other in its place. */
import { PATIENCE } from "./carriage.js";
import { LINES, Peer } from "./peer.js";
import { pictureKbps, screenKbps, sends, VOICE_KBPS } from "./sending.js";

/** @typedef {import("./kinds.js").Party} Party */
/** @typedef {import("./kinds.js").What} What */
/** @typedef {import("./carriage.js").Carriage} Carriage */

/** @implements {Carriage} */
export class Mesh {
  #terms;
  /** @type {Map<string, Peer>} */
  #peers = new Map();
  tells = /** @type {const} */ ("most");

  /** @param {import("./carriage.js").Terms} terms */
  constructor(terms) {
    this.#terms = terms;
  }

  /** @param {Party[]} parties */
  company(parties) {
    const here = new Set(parties.map((each) => each.party));
    for (const [party, peer] of this.#peers) {
      if (here.has(party)) continue;
      peer.close();
      this.#peers.delete(party);
    }
    for (const party of here) if (!this.#peers.has(party)) this.#peers.set(party, this.#meet(party));
  }

  /** @param {string} from @param {any} heard */
  hear(from, heard) {
    this.#peers.get(from)?.hear(heard);
  }

  /** @param {import("./carriage.js").Tracks} tracks @param {Party} me @param {Party[]} others @param {import("./sending.js").Scene} scene */
  send(tracks, me, others, scene) {
    const everybody = [me, ...others];
    for (const to of others) {
      const peer = this.#peers.get(to.party);
      const goes = sends(me, to, everybody, scene);
      const kbps = { voice: VOICE_KBPS, picture: pictureKbps(me, to, everybody, scene), screen: screenKbps };
      for (const what of LINES) {
        peer?.send(what, { track: goes[what] ? tracks[what] : null, kbps: kbps[what], isText: what === "screen" });
      }
    }
  }

  /** @param {string} party @param {What} what */
  receiver(party, what) {
    return this.#peers.get(party)?.lines[LINES.indexOf(what)]?.receiver ?? null;
  }

  connections() {
    return [...this.#peers].map(([party, { connection }]) => ({ connection, partyOf: () => party }));
  }

  get isTroubled() {
    return [...this.#peers.values()].some((peer) => peer.failures >= PATIENCE);
  }

  close() {
    this.company([]);
  }

  /** The two are told of each other at the same time: by their ids they know who begins. @param {string} party */
  #meet(party) {
    const isPolite = this.#terms.me < party;
    return new Peer({
      ...this.#terms,
      isFirst: !isPolite,
      isPolite,
      direction: "sendrecv",
      tell: (signal) => this.#terms.tell(party, signal),
      lost: undefined,
    });
  }
}
