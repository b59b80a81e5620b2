// @ts-check
import { AnswerFields } from "../lib/answer-fields.js";

const FULL = 3.4; // height of one step of the jar's water, as in _jar.html

/** Some days of what drained and what filled, with a level that is only set once it has been touched. */
class EnergyLog extends AnswerFields {
  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.addEventListener("input", (event) => this.#touch(event.target), { signal });
    // A range that stands where one wants it gives no "input": a press on it counts as setting it.
    this.addEventListener("pointerup", (event) => this.#press(event.target), { signal });
    super.arrives(signal);
  }

  get value() {
    return { days: this.#days.map((day) => this.#day(day)) };
  }

  /** @param {Record<string, any>} value */
  show(value) {
    for (const [place, day] of this.#days.entries()) {
      const { drains = "", fills = "", level = null } = value.days?.[place] ?? {};
      this.#text(day, "drains").value = drains;
      this.#text(day, "fills").value = fills;
      this.#range(day).toggleAttribute("data-untouched", level === null);
      this.#range(day).value = String(level ?? 5);
      this.#draw(day, level);
    }
  }

  get #days() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".energy-log__day")]);
  }

  /** @param {HTMLElement} day */
  #day(day) {
    const range = this.#range(day);
    const level = range.hasAttribute("data-untouched") ? null : Number(range.value);
    return { drains: this.#text(day, "drains").value, fills: this.#text(day, "fills").value, level };
  }

  /** @param {EventTarget | null} target */
  #touch(target) {
    if (!(target instanceof HTMLInputElement) || target.type !== "range") return;
    target.removeAttribute("data-untouched");
    target.removeAttribute("aria-valuetext");
    const day = target.closest(".energy-log__day");
    if (day) this.#draw(/** @type {HTMLElement} */ (day), Number(target.value));
  }

  /** @param {EventTarget | null} target */
  #press(target) {
    if (!(target instanceof HTMLInputElement) || !target.hasAttribute("data-untouched")) return;
    this.#touch(target);
    this.tell();
  }

  /** @param {HTMLElement} day @param {number | null} level */
  #draw(day, level) {
    /** @type {HTMLElement} */ (day.querySelector("output")).textContent = level === null ? "–" : String(level);
    const water = /** @type {Element} */ (day.querySelector(".jar__water"));
    water.setAttribute("y", String(44 - FULL * (level ?? 0)));
    water.setAttribute("height", String(FULL * (level ?? 0)));
  }

  /** @param {HTMLElement} day @param {string} part */
  #text(day, part) {
    return /** @type {HTMLTextAreaElement} */ (day.querySelector(`[data-part="${part}"]`));
  }

  /** @param {HTMLElement} day */
  #range(day) {
    return /** @type {HTMLInputElement} */ (day.querySelector("input[type=range]"));
  }
}

customElements.define("energy-log", EnergyLog);
