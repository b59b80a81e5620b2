// @ts-check
/** One connection up and one down, both to the server's own carrier, which passes on what each one wants. */
import { PATIENCE } from "./carriage.js";
import { LINES, Peer } from "./peer.js";
import { kbpsAmong, screenKbps, VOICE_KBPS } from "./sending.js";

/** @typedef {import("./kinds.js").Party} Party */
/** @typedef {import("./kinds.js").What} What */
/** @typedef {Record<string, {party: string, person: string, what: What}>} Feeds by the line they come on */

const UP = "publish";
const DOWN = "subscribe";

/** @typedef {import("./carriage.js").Carriage} Carriage */

/** @implements {Carriage} */
export class Janus {
  #terms;
  #up;
  #down;
  /** @type {Feeds} */
  #feeds = {};
  tells = /** @type {const} */ ("any");

  /** @param {import("./carriage.js").Terms} terms */
  constructor(terms) {
    this.#terms = terms;
    this.#up = new Peer({ ...this.#half(UP), isFirst: true, isPolite: false, direction: "sendonly", lost: undefined });
    this.#down = this.#listen();
  }

  /** The server passes on what is meant for me. */
  company() {}

  /** @param {string} from @param {any} heard */
  hear(from, heard) {
    if (from === UP) this.#up.hear(heard);
    if (from !== DOWN) return;
    if (heard.feeds) this.#feeds = heard.feeds;
    this.#down.hear(heard);
  }

  /** Who wants what is for the server to see to. @param {import("./carriage.js").Tracks} tracks @param {Party} me @param {Party[]} others */
  send(tracks, me, others) {
    const pictures = [me, ...others].filter((each) => each.picture).length;
    const kbps = { voice: VOICE_KBPS, picture: kbpsAmong(pictures), screen: screenKbps };
    for (const what of LINES) this.#up.send(what, { track: tracks[what], kbps: kbps[what], isText: what === "screen" });
  }

  /** @param {string} party @param {What} what */
  receiver(party, what) {
    const line = this.#down.lines.find(({ mid }) => {
      const feed = this.#feeds[mid ?? ""];
      return feed?.party === party && feed.what === what;
    });
    return line?.receiver ?? null;
  }

  connections() {
    const partyOf = (/** @type {string} */ mid) => this.#feeds[mid]?.party ?? "";
    return [this.#up, this.#down].map(({ connection }) => ({ connection, partyOf }));
  }

  get isTroubled() {
    return this.#up.failures >= PATIENCE;
  }

  close() {
    this.#up.close();
    this.#down.close();
  }

  #listen() {
    return new Peer({ ...this.#half(DOWN), isFirst: false, isPolite: true, direction: "recvonly" });
  }

  /** @param {string} name */
  #half(name) {
    return { ...this.#terms, tell: (/** @type {import("./peer.js").Signal} */ signal) => this.#terms.tell(name, signal) };
  }
}
