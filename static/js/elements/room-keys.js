// @ts-check
/** Single keys for what one does often. They rest while one writes, and can be turned off. */
import { isCommandKey } from "../lib/keys.js";
import { remember, remembered } from "../lib/remembered.js";
import { RoomElement } from "../lib/room-element.js";

const OFF = "room-keys-off";

class RoomKeys extends RoomElement {
  start() {
    // The sheet of keys belongs to the page, outside the room.
    const box = /** @type {HTMLInputElement} */ (document.getElementById("single-keys"));
    box.checked = !remembered(OFF);
    this.hear(box, "change", () => remember(OFF, box.checked ? "" : "yes"));
    this.hear(document, "keydown", (event) => this.#press(event));
  }

  get #isInRoom() {
    return this.view.isSeated && this.app.line.state !== "resting";
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (remembered(OFF) || !isCommandKey(event) || !this.#isInRoom || event.repeat) return;
    const act = this.#acts[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** @returns {Record<string, () => void>} */
  get #acts() {
    return {
      h: () => this.ask(this.me.hand ? "lower_hand" : "raise_hand"),
      c: () => this.#go("talk", "talk:show", "chat", "talk:write"),
      q: () => this.#go("talk", "talk:show", "questions"),
      p: () => this.#focus("round-table [data-person] button"),
      b: () => this.ask(this.me.on_break ? "end_break" : "take_break"),
      ...(this.me.leader ? { n: () => this.#focus(".leader-rail [data-do=next_phase]"), l: () => this.#focus(".leader-rail button:not([hidden])") } : {}),
    };
  }

  /** @param {string} spot @param {string} type @param {string} detail @param {string} [then] */
  #go(spot, type, detail, then) {
    this.#show(spot);
    this.app.dispatchEvent(new CustomEvent(type, { detail }));
    if (then) this.app.dispatchEvent(new CustomEvent(then));
  }

  /** On a small screen the part must be in sight first. @param {string} spot */
  #show(spot) {
    /** @type {HTMLElement | null} */ (this.app.querySelector(`.room-nav [data-spot=${spot}]`))?.click();
  }

  /** @param {string} selector */
  #focus(selector) {
    const found = /** @type {HTMLElement | null} */ (this.app.querySelector(selector));
    this.#show(found?.closest(".leader-rail") ? "lead" : "table");
    found?.focus();
  }
}

customElements.define("room-keys", RoomKeys);
