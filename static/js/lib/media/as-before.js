// @ts-check
/** What I had on before a break, or before I came among more people. It is off then, and waits until I turn something on. */

/** @typedef {import("./kinds.js").AsBefore} Before */

/** How many may hear and see me in places of that kind, in their order. A place that is not known is no smaller than another. */
const SIZES = ["side", "group", "main"];

export class AsBefore {
  #place = "";
  /** @type {Before | null} */
  on = null;

  /** @param {Before["why"]} why @param {{voice: boolean, picture: boolean}} mine what is on, and goes off now */
  keep(why, { voice, picture }) {
    if (voice || picture) this.on = { why, voice, picture };
  }

  /** Whether more people are where I am now than where I was. @param {string} place */
  isAmongMore(place) {
    const isWider = this.#place !== "" && sizeOf(place) > sizeOf(this.#place);
    this.#place = place;
    return isWider;
  }

  forget() {
    this.on = null;
  }
}

/** @param {string} place as `main`, `group-2`, `side-1`, `away` */
function sizeOf(place) {
  return SIZES.indexOf(place.split("-")[0]);
}
