// @ts-check
/** What this tab had on, over a reload; what this device had on last, for the next time. */
import { remember, remembered } from "../remembered.js";
import { RUNGS } from "./kinds.js";

/** @typedef {import("./kinds.js").Entering} Entering */
/** @typedef {import("./kinds.js").Rung} Rung */

/** The tab's own memory, and of this room only: another one is another address. */
const here = () => `media:on:${location.pathname}`;

/** @param {Entering | null} on null: takes no part any more */
export function keepForReload(on) {
  remember(here(), on ? JSON.stringify(on) : "", "sessionStorage");
}

/** @returns {Entering | null} */
export function keptForReload() {
  try {
    const { rung, voice, picture } = JSON.parse(remembered(here(), "sessionStorage"));
    return RUNGS.includes(rung) && rung !== "text" ? { rung, voice: voice === true, picture: picture === true } : null;
  } catch {
    return null; // nothing there, or nothing of ours
  }
}

/** @param {"rung" | "voice" | "picture"} what @param {string | boolean} value */
export function keepForNextTime(what, value) {
  remember(`media:${what}`, value === true ? "1" : value || "");
}

/** What was chosen last on this device. @returns {{rung: Rung, voice: boolean, picture: boolean}} */
export function lastTime() {
  const rung = /** @type {Rung} */ (remembered("media:rung"));
  return {
    rung: RUNGS.includes(rung) ? rung : "text",
    voice: remembered("media:voice") === "1",
    picture: remembered("media:picture") === "1",
  };
}
