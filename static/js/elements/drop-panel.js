// @ts-check
import { LivingElement } from "../lib/living-element.js";

/** Wraps a <details> that hangs over the page: it closes by Escape, by a press outside, and when the focus moves on. */
class DropPanel extends LivingElement {
  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.addEventListener("keydown", (event) => this.#escape(event), { signal });
    this.addEventListener("focusout", (event) => this.#moveOn(event), { signal });
    document.addEventListener("pointerdown", (event) => this.#pressOutside(event), { signal });
  }

  /** Closes the panel; the focus stays where it is. */
  close() {
    if (this.#details) this.#details.open = false;
  }

  get #details() {
    return this.querySelector("details");
  }

  /** @param {KeyboardEvent} event */
  #escape(event) {
    if (event.key !== "Escape" || !this.#details?.open) return;
    this.close();
    this.querySelector("summary")?.focus();
  }

  /** @param {FocusEvent} event */
  #moveOn(event) {
    if (event.relatedTarget instanceof Node && !this.contains(event.relatedTarget)) this.close();
  }

  /** @param {PointerEvent} event */
  #pressOutside(event) {
    if (event.target instanceof Node && !this.contains(event.target)) this.close();
  }
}

customElements.define("drop-panel", DropPanel);
