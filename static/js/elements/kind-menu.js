// @ts-check
import { LivingElement } from "../lib/living-element.js";

/** The kinds of block, each with a line on what it is for. Arrows go through them, a letter goes to its kind. */
class KindMenu extends LivingElement {
  #after = "";

  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.addEventListener("ask-kind", (event) => this.#open(/** @type {CustomEvent} */ (event).detail.after), { signal });
    this.addEventListener("click", (event) => this.#choose(event.target), { signal });
    this.addEventListener("keydown", (event) => this.#go(event), { signal });
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
  }

  get #kinds() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll("[data-kind]")]);
  }

  /** @param {string} after */
  #open(after) {
    this.#after = after;
    this.#dialog.showModal();
    this.#kinds[0].focus();
  }

  /** @param {EventTarget | null} target */
  #choose(target) {
    const kind = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest("[data-kind]"))?.dataset.kind : undefined;
    if (!kind) return;
    this.#dialog.close();
    this.dispatchEvent(new CustomEvent("kind-chosen", { bubbles: true, detail: { kind, after: this.#after } }));
  }

  /** @param {KeyboardEvent} event */
  #go(event) {
    const kinds = this.#kinds;
    const here = kinds.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = this.#place(event.key, kinds, here);
    if (here < 0 || to === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    kinds[(to + kinds.length) % kinds.length].focus();
  }

  /** @param {string} key @param {HTMLElement[]} kinds @param {number} here @returns {number | undefined} */
  #place(key, kinds, here) {
    const places = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 };
    if (key in places) return places[/** @type {keyof typeof places} */ (key)];
    if (!/^\p{L}$/u.test(key)) return undefined;
    const begins = (/** @type {HTMLElement} */ kind) => kind.textContent?.toLowerCase().startsWith(key.toLowerCase());
    const later = kinds.findIndex((kind, index) => index > here && begins(kind));
    const found = later >= 0 ? later : kinds.findIndex(begins);
    return found >= 0 ? found : undefined;
  }
}

customElements.define("kind-menu", KindMenu);
