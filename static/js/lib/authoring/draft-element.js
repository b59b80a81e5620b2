// @ts-check
/** What every element of the editor has: the writing, the passage it belongs to, and a moment to show what changed. */
import { LivingElement } from "../living-element.js";
import { theWriting } from "./writing.js";

export class DraftElement extends LivingElement {
  #signal = new AbortController().signal;

  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.#signal = signal;
    this.start();
    this.hear(this.writing, "changed", () => this.show());
    this.show();
  }

  /** Listen and build, once each time the element enters the page. */
  start() {}

  /** Show the draft as it stands; called often, so that nothing may change that need not. */
  show() {}

  get signal() {
    return this.#signal;
  }

  get writing() {
    return theWriting();
  }

  get store() {
    return this.writing.store;
  }

  /** The passage that the element stands in. */
  get key() {
    return /** @type {HTMLElement | null} */ (this.closest("[data-key]"))?.dataset.key ?? "";
  }

  /** The language of that passage: none for what says the same in all. */
  get language() {
    return /** @type {HTMLElement | null} */ (this.closest("[data-fact]")) ? "" : this.writing.language;
  }

  /** @param {EventTarget} target @param {string} type @param {(event: any) => void} listener */
  hear(target, type, listener) {
    target.addEventListener(type, listener, { signal: this.signal });
  }

  /** Hear presses of the buttons that have `data-do`, but not those of elements within.
   * @param {Record<string, (button: HTMLElement) => void>} acts */
  press(acts) {
    this.hear(this, "click", ({ target }) => {
      const button = /** @type {HTMLElement | null} */ (target.closest("[data-do]"));
      if (button && button.closest("[data-presses]") === this) acts[button.dataset.do ?? ""]?.(button);
    });
    this.dataset.presses = "";
  }

  /** @param {string} name @returns {any} */
  piece(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  /** Tell those who do not see it what has happened. @param {string} sentence */
  tell(sentence) {
    this.dispatchEvent(new CustomEvent("told", { bubbles: true, detail: sentence }));
  }
}
