// @ts-check
/** What this tab had on, for the next time it comes to this room; how much of the others this device took last. */
import { remember, remembered } from "../remembered.js";
import { CIRCLES } from "./as-before.js";

/** @typedef {import("./kinds.js").Entering} Entering */
/** @typedef {import("./kinds.js").Rung} Rung */
/** @typedef {Omit<Entering, "rung"> & {rung: Rung}} Kept a rung that the line has stepped down to stays so, also "text" */

const RUNGS = ["text", "sound", "one", "all"];

/** The tab's own memory, and of this room only: another one is another address. */
const here = () => `media:on:${location.pathname}`;

/** @param {Kept | null} on null: takes no part any more */
export function keepHere(on) {
  remember(here(), on ? JSON.stringify(on) : "", "sessionStorage");
}

/** Whoever has been elsewhere in between takes as much of the others as before, and everything of theirs is off until they turn
 * it on. Nor is a microphone on that is on only while it is held. @returns {Kept | null} */
export function keptHere() {
  try {
    const { rung, voice, picture, among } = JSON.parse(remembered(here(), "sessionStorage"));
    if (!RUNGS.includes(rung)) return null;
    if (!isReload()) return { rung, voice: false, picture: false };
    return { rung, voice: voice === true && remembered("media:push") !== "yes", picture: picture === true, among: CIRCLES.includes(among) ? among : "" };
  } catch {
    return null; // nothing there, or nothing of ours
  }
}

/** Whoever chooses chooses anew: what this tab had counts no more. @param {Rung} rung */
export function chooseRung(rung) {
  remember("media:rung", rung);
  keepHere(null);
}

/** What was chosen last on this device; "" as long as nobody has. @returns {Rung | ""} */
export function chosenRung() {
  const rung = /** @type {Rung} */ (remembered("media:rung"));
  return RUNGS.includes(rung) ? rung : "";
}

function isReload() {
  const [coming] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  return coming?.type === "reload";
}
