// @ts-check
import { asMilliseconds, asTime } from "../lib/library/cue-times.js";

/** @typedef {import("../lib/library/cue-times.js").Cue} Cue */

/** One cue as it is written: from, to, and what is said. What its buttons ask for the editor does. */
export class CaptionCue extends HTMLElement {
  /** @returns {Cue} */
  get cue() {
    return { start: asMilliseconds(this.#field("start").value), end: asMilliseconds(this.#field("end").value), text: this.#field("text").value };
  }

  /** @param {Cue} cue */
  set cue(cue) {
    this.#field("start").value = asTime(cue.start);
    this.#field("end").value = asTime(cue.end);
    this.#field("text").value = cue.text;
  }

  /** @param {string} words what has to be looked at, or "" */
  trouble(words) {
    const place = /** @type {HTMLElement} */ (this.querySelector("[data-part=trouble]"));
    place.textContent = words;
    place.hidden = !words;
    this.toggleAttribute("data-trouble", Boolean(words));
    this.#field("text").setAttribute("aria-invalid", String(Boolean(words)));
  }

  /** Fields and their trouble are bound by name for those who hear them. @param {number} number @param {boolean} isPlaying */
  place(number, isPlaying) {
    const place = /** @type {HTMLElement} */ (this.querySelector("[data-part=trouble]"));
    place.id = `trouble-${number}`;
    for (const name of ["start", "end", "text"]) this.#field(name).setAttribute("aria-describedby", place.id);
    this.toggleAttribute("data-playing", isPlaying);
  }

  write() {
    this.#field("text").focus();
  }

  /** @param {string} name @returns {HTMLInputElement | HTMLTextAreaElement} */
  #field(name) {
    return /** @type {HTMLInputElement | HTMLTextAreaElement} */ (this.querySelector(`[data-part="${name}"]`));
  }
}

customElements.define("caption-cue", CaptionCue);
