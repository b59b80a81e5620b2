// @ts-check
/** What this tab had on, over a reload; how much of the others this device took last, for the next time. */
import { remember, remembered } from "../remembered.js";

/** @typedef {import("./kinds.js").Entering} Entering */
/** @typedef {import("./kinds.js").Rung} Rung */

const RUNGS = ["text", "sound", "one", "all"];

/** The tab's own memory, and of this room only: another one is another address. */
const here = () => `media:on:${location.pathname}`;

/** @param {Entering | null} on null: takes no part any more */
export function keepForReload(on) {
  remember(here(), on ? JSON.stringify(on) : "", "sessionStorage");
}

/** Nothing for whoever has been elsewhere in between: then everything is off until they turn it on. Nor is a microphone on
 * that is on only while it is held. @returns {Entering | null} */
export function keptForReload() {
  if (!isReload()) return null;
  try {
    const { rung, voice, picture } = JSON.parse(remembered(here(), "sessionStorage"));
    if (!RUNGS.includes(rung) || rung === "text") return null;
    return { rung, voice: voice === true && remembered("media:push") !== "yes", picture: picture === true };
  } catch {
    return null; // nothing there, or nothing of ours
  }
}

/** @param {Rung} rung */
export function keepForNextTime(rung) {
  remember("media:rung", rung);
}

/** What was chosen last on this device. @returns {Rung} */
export function lastRung() {
  const rung = /** @type {Rung} */ (remembered("media:rung"));
  return RUNGS.includes(rung) ? rung : "text";
}

function isReload() {
  const [coming] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  return coming?.type === "reload";
}
