// @ts-check
import { isCommandKey } from "../lib/keys.js";
import { LivingElement } from "../lib/living-element.js";

/** Opens its <dialog> of keyboard keys when "?" is pressed. */
class KeyHelp extends LivingElement {
  /** @param {AbortSignal} signal */
  arrives(signal) {
    document.addEventListener("keydown", (event) => this.#press(event), { signal });
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.key !== "?" || !isCommandKey(event)) return;
    event.preventDefault();
    this.querySelector("dialog")?.showModal();
  }
}

customElements.define("key-help", KeyHelp);
