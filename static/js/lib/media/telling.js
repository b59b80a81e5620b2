// @ts-check
/** Keeps the server told of what I have on: one thing after the other, and what came of the last wish is what counts. */

/** @typedef {{rung: import("./kinds.js").Rung, voice: boolean, picture: boolean, screen: boolean}} Wish */
/**
 * @typedef {object} Terms
 * @property {() => Wish} wish what is on now
 * @property {(wish: Wish) => Promise<any>} ask
 * @property {(code: string) => void} refused something that is on cannot be: turn it off
 */

const AGAIN_AFTER = 1000;
/** These are a matter of waiting. */
export const FOR_NOW = new Set(["too_fast", "room_too_fast", "not_saved", "no_line"]);

export class Telling {
  #terms;
  /** What the server knows; null while I take no part. @type {Wish | null} */
  #told = null;
  #isTelling = false;

  /** @param {Terms} terms */
  constructor(terms) {
    this.#terms = terms;
  }

  get isOn() {
    return this.#told !== null;
  }

  /** @param {Wish} told */
  begin(told) {
    this.#told = told;
  }

  end() {
    this.#told = null;
  }

  /** Something is on or off that was not before. */
  async tell() {
    if (this.#isTelling) return;
    this.#isTelling = true;
    while (this.#told && !isSame(this.#told, this.#terms.wish())) await this.#tellOnce(this.#told);
    this.#isTelling = false;
  }

  /** @param {Wish} before */
  async #tellOnce(before) {
    const wish = this.#terms.wish();
    const answer = await this.#terms.ask(wish);
    if (this.#told !== before) return; // entered anew meanwhile, which told everything
    if (answer.ok) this.#told = wish;
    else if (FOR_NOW.has(answer.code)) await pause(AGAIN_AFTER);
    else {
      this.#terms.refused(answer.code);
      // What is refused is not asked for again and again.
      if (isSame(wish, this.#terms.wish())) this.#told = wish;
    }
  }
}

/** @param {number} ms */
export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** @param {Wish} one @param {Wish} other */
function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
