// @ts-check
import { LivingElement } from "../lib/living-element.js";

const PATIENCE_MS = 1000;

/** When the next page takes more than a second: says in words (`data-words`) that it is on its way. */
class PageProgress extends LivingElement {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {AbortSignal} signal */
  arrives(signal) {
    document.addEventListener("submit", (event) => this.#submitted(event), { signal });
    document.addEventListener("click", (event) => this.#clicked(event), { signal });
    // Back from the page cache: the wait is over.
    addEventListener("pageshow", () => this.#end(), { signal });
    signal.addEventListener("abort", () => this.#end());
  }

  /** @param {SubmitEvent} event */
  #submitted(event) {
    const form = event.target;
    if (!event.defaultPrevented && form instanceof HTMLFormElement && form.method !== "dialog") this.#begin();
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link && !event.defaultPrevented && this.#leaves(link, event)) this.#begin();
  }

  /**
   * @param {HTMLAnchorElement} link
   * @param {MouseEvent} event
   */
  #leaves(link, event) {
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || link.target || link.hasAttribute("download");
    return !elsewhere && link.origin === location.origin && !link.getAttribute("href")?.startsWith("#");
  }

  #begin() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.textContent = this.dataset.words ?? "";
    }, PATIENCE_MS);
  }

  #end() {
    clearTimeout(this.#timer);
    this.textContent = "";
  }
}

customElements.define("page-progress", PageProgress);
