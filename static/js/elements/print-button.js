// @ts-check
import { LivingElement } from "../lib/living-element.js";

/** Shows its button where a script can print, and prints. */
class PrintButton extends LivingElement {
  /** @param {AbortSignal} signal */
  arrives(signal) {
    const button = this.querySelector("button");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => print(), { signal });
  }
}

customElements.define("print-button", PrintButton);
