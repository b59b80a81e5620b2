// @ts-check
/** What was said, in this page's memory only: it goes with the session, and with the page. */

/** @typedef {{key: string, person: string, name: string, text: string, final: boolean, at: number}} Said */

const MOST = 1_500;
// What has stopped growing for so long will not go on.
const STALE_MS = 15_000;

export class Transcript {
  /** In the order in which they were finished; what is still being said comes last. @type {Map<string, Said>} */
  #lines = new Map();

  /** @param {{person: string, id: string, text: string, final: boolean}} line @param {string} name */
  take({ person, id, text, final }, name) {
    const key = `${person} ${id}`;
    if (final || !text) this.#lines.delete(key);
    if (text) this.#lines.set(key, { key, person, name, text, final, at: Date.now() });
    if (this.#lines.size > MOST) this.#lines.delete(this.#lines.keys().next().value ?? "");
  }

  /** Nothing more comes of what was being said. @param {number} [olderThan] ms */
  settle(olderThan = 0) {
    const before = Date.now() - olderThan;
    for (const line of this.#lines.values()) line.final ||= line.at <= before;
  }

  clear() {
    this.#lines.clear();
  }

  /** All that was said. */
  get lines() {
    this.settle(STALE_MS);
    const lines = [...this.#lines.values()];
    return [...lines.filter((line) => line.final), ...lines.filter((line) => !line.final)];
  }
}
