// @ts-check
/** What I had on before a break, or before I came among more people. It is off then, and waits until I turn something on. */

/** @typedef {import("./kinds.js").AsBefore} Before */

/** @typedef {import("./kinds.js").Circle} Circle */

/** From the smallest. */
export const CIRCLES = /** @type {const} */ (["nobody", "side", "group", "few", "all"]);

export class AsBefore {
  /** How many my devices are on for. @type {Circle | ""} */
  among = "";
  /** @type {Before | null} */
  on = null;

  /** @param {Before["why"]} why @param {{voice: boolean, picture: boolean}} mine what is on, and goes off now */
  keep(why, { voice, picture }) {
    if (voice || picture) this.on = { why, voice, picture };
  }

  /** Whether I am among more people now than I was. @param {Circle | ""} among "" while that is not known */
  isAmongMore(among) {
    const isWider = this.among !== "" && among !== "" && CIRCLES.indexOf(among) > CIRCLES.indexOf(this.among);
    this.among = among;
    return isWider;
  }

  forget() {
    this.on = null;
  }
}
