// @ts-check
/** Why something did not happen, or that it has arrived, in one sentence, where nothing nearer can say it. */
import { RoomElement } from "../lib/room-element.js";
import { fill } from "../lib/room-rows.js";
import { say } from "../lib/room-words.js";

const SHOWN_FOR = 12_000;
// These are said where they belong: beside the box one writes in, or in a dialog that asks for more.
const SAID_ELSEWHERE = new Set(["send_message"]);

class RoomNotice extends RoomElement {
  #timer = 0;
  /** What had the focus when it came. @type {HTMLElement | null} */
  #before = null;

  start() {
    this.hear(this.app.line, "refused", ({ detail }) => this.#refused(detail));
    this.hear(this.app.line, "delayed", ({ detail }) => this.#say(say("refusals", detail.code)));
    this.hear(this.app.line, "done", ({ detail }) => this.#say(say("done", detail.name), true));
    this.hear(this.piece("close"), "click", () => this.#hide());
  }

  /** @param {{code: string, name: string}} refused */
  #refused({ code, name }) {
    if (SAID_ELSEWHERE.has(name) || document.querySelector(`dialog[open] form[data-do="${name}"]`)) return;
    if (code !== "other_leader_missing") this.#say(say("refusals", code));
  }

  /** @param {string} words nothing is said where there are none @param {boolean} [isGood] */
  #say(words, isGood = false) {
    if (!words) return;
    clearTimeout(this.#timer);
    if (!this.contains(document.activeElement)) this.#before = /** @type {HTMLElement | null} */ (document.activeElement);
    this.hidden = false;
    this.toggleAttribute("data-good", isGood);
    fill(this, { words });
    this.#timer = setTimeout(() => this.#hide(), SHOWN_FOR);
  }

  #hide() {
    if (this.contains(document.activeElement)) this.#before?.focus({ preventScroll: true });
    this.hidden = true;
    fill(this, { words: "" });
  }
}

customElements.define("room-notice", RoomNotice);
