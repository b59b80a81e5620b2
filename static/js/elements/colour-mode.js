// @ts-check
import { LivingElement } from "../lib/living-element.js";
import { remember, remembered } from "../lib/remembered.js";

/** Light, dusk or as the device: three buttons whose `value` is the mode. Kept in this browser only. */
class ColourMode extends LivingElement {
  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.addEventListener("click", (event) => this.#choose(event), { signal });
    addEventListener("storage", () => this.#show(), { signal });
    this.#show();
  }

  /** @param {Event} event */
  #choose(event) {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    remember("colour-mode", button.value === "auto" ? "" : button.value);
    this.#show(button.value);
  }

  #show(mode = remembered("colour-mode") || "auto") {
    document.documentElement.dataset.colorScheme = mode;
    for (const button of this.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === mode));
    }
  }
}

customElements.define("colour-mode", ColourMode);
