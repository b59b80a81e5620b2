// @ts-check
/** What waits to be sent, kept in the browser so that a reload or a lost line loses nothing. */

/** @typedef {{id: string, name: string, fields: Record<string, any>, at: number, seq: number, acked?: number, delayed?: boolean}} Wish */

export class Outbox {
  #prefix;
  /** @type {Wish[]} */
  #wishes;

  /** @param {string} room @param {string} person */
  constructor(room, person) {
    this.#prefix = `outbox:${room}:${person}:`;
    this.#wishes = this.#kept();
  }

  /** Oldest first; those that are `acked` wait only for the update that shows them. */
  get wishes() {
    return this.#wishes;
  }

  get waiting() {
    return this.#wishes.filter((wish) => !wish.acked);
  }

  /** @param {string} name @param {Record<string, any>} fields @param {number} seq how far the sender saw */
  add(name, fields, seq) {
    const wish = { id: newId(), name, fields, at: Date.now(), seq };
    this.#wishes.push(wish);
    this.#write(wish);
    return wish;
  }

  /** The server has it at number `seq`. @param {Wish} wish @param {number} seq */
  acknowledge(wish, seq) {
    wish.acked = seq;
    this.#erase(wish);
  }

  /** @param {Wish} wish */
  drop(wish) {
    this.#wishes = this.#wishes.filter((other) => other !== wish);
    this.#erase(wish);
  }

  /** Forget what the view has come to show. @param {number} seq */
  settle(seq) {
    this.#wishes = this.#wishes.filter((wish) => !wish.acked || wish.acked > seq);
  }

  #kept() {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.#prefix));
      const wishes = keys.map((key) => /** @type {Wish} */ (JSON.parse(localStorage.getItem(key) ?? "")));
      return wishes.sort((one, other) => one.at - other.at);
    } catch {
      return []; // storage is switched off, or somebody else wrote there: go on without
    }
  }

  /** @param {Wish} wish */
  #write(wish) {
    try {
      localStorage.setItem(this.#prefix + wish.id, JSON.stringify(wish));
    } catch {
      // Full or switched off: the wish still lives in this page.
    }
  }

  /** @param {Wish} wish */
  #erase(wish) {
    try {
      localStorage.removeItem(this.#prefix + wish.id);
    } catch {
      // Nothing was written either.
    }
  }
}

/** `crypto.randomUUID` is missing on plain http. */
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
