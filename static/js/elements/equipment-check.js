// @ts-check
/** Leads through the steps, one at a time, and gathers how each went. */
import { TryingStep } from "../lib/equipment/trying-step.js";
import { LivingElement } from "../lib/living-element.js";
import { say } from "../lib/room-words.js";

class EquipmentCheck extends LivingElement {
  #at = 0;

  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.addEventListener("click", (event) => this.#press(event), { signal });
    this.hidden = false;
  }

  /** @returns {HTMLElement[]} */
  get #steps() {
    return [...this.querySelectorAll("[data-step]")].map((step) => /** @type {HTMLElement} */ (step));
  }

  get #tries() {
    return /** @type {TryingStep[]} */ (this.#steps.filter((step) => step instanceof TryingStep));
  }

  /** @param {Event} event */
  #press(event) {
    const button = event.target instanceof Element ? event.target.closest("button[data-part]") : null;
    switch (button?.getAttribute("data-part")) {
      case "next":
        return this.#go(this.#at + 1);
      case "call":
        return this.#askForCall();
      case "again":
        for (const step of this.#tries) step.forget();
        return this.#go(0);
    }
  }

  #askForCall() {
    const wish = /** @type {HTMLInputElement | null} */ (this.querySelector("[name=wants_call]"));
    if (wish) wish.checked = true;
    this.#go(this.#steps.length - 1);
  }

  /** @param {number} index */
  #go(index) {
    const left = this.#steps[this.#at];
    if (left instanceof TryingStep) left.leaves();
    this.#at = index;
    this.#steps.forEach((step, place) => (step.hidden = place !== index));
    this.#sayWhere(this.#steps[index]);
    this.#showKept(index === 0);
    if (index === this.#steps.length - 1) this.#gather();
    this.#steps[index].querySelector("h2")?.focus();
  }

  /** @param {HTMLElement} step */
  #sayWhere(step) {
    const [place, count] = [this.#tries.findIndex((one) => one === step) + 1, this.#tries.length];
    const where = /** @type {HTMLElement} */ (this.querySelector("[data-part=where]"));
    where.textContent = place ? say("steps", "where", { number: place, count }) : "";
  }

  /** What is kept of the last try is not taken for how this one goes. @param {boolean} isSeen */
  #showKept(isSeen) {
    const kept = document.getElementById("kept-try");
    if (kept) kept.hidden = !isSeen;
  }

  #gather() {
    for (const step of this.#tries) {
      const [what, words] = [step.dataset.step ?? "", step.dataset.step === "line" ? "rung" : "outcome"];
      const told = this.querySelector(`[data-result=${what}]`);
      if (told) told.textContent = say(words, step.outcome);
      const field = /** @type {HTMLInputElement | null} */ (this.querySelector(`input[name=${what}]`));
      if (field) field.value = step.outcome;
    }
  }
}

customElements.define("equipment-check", EquipmentCheck);
