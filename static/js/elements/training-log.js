// @ts-check
import { AnswerFields } from "../lib/answer-fields.js";
import { word } from "../lib/module-words.js";
import { today } from "../lib/training-weeks.js";
import "./training-chart.js";

/** @typedef {import("../lib/training-weeks.js").Training} Training */

const MOST = 200;

/** Times one trained: a list to write in, and a chart that is drawn from it. */
class TrainingLog extends AnswerFields {
  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.addEventListener("click", (event) => this.#press(event.target), { signal });
    this.addEventListener("input", () => this.#draw(), { signal });
    super.arrives(signal);
  }

  /** A row in which only the day stands has not been written in. @returns {{trainings: Training[]}} */
  get value() {
    const written = (/** @type {Training} */ { did, minutes, effort, felt }) => did.trim() || felt.trim() || minutes !== null || effort !== null;
    return { trainings: this.#rows.map((row) => this.#read(row)).filter(written) };
  }

  /** @param {Record<string, any>} value */
  show(value) {
    this.#list.replaceChildren(...(value.trainings ?? []).map((/** @type {Training} */ training) => this.#row(training)));
    this.#number();
    this.#draw();
  }

  get #list() {
    return /** @type {HTMLElement} */ (this.querySelector(".training-log__list"));
  }

  get #rows() {
    return /** @type {HTMLElement[]} */ ([...this.#list.children]);
  }

  /** @param {HTMLElement} row @returns {Training} */
  #read(row) {
    const [on, did, felt] = ["on", "did", "felt"].map((part) => this.#field(row, part).value);
    const [minutes, effort] = ["minutes", "effort"].map((part) => this.#whole(this.#field(row, part).value));
    return { on, did, minutes, effort, felt };
  }

  /** @param {string} text */
  #whole(text) {
    return /^\d{1,4}$/.test(text) && Number(text) <= 1440 ? Number(text) : null;
  }

  /** @param {Training} training */
  #row(training) {
    const template = /** @type {HTMLTemplateElement} */ (this.querySelector("template"));
    const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    for (const [part, value] of Object.entries(training)) this.#field(row, part).value = String(value ?? "");
    return row;
  }

  /** @param {EventTarget | null} target */
  #press(target) {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button?.hasAttribute("data-add")) this.#add();
    if (button?.hasAttribute("data-remove")) this.#remove(/** @type {HTMLElement} */ (button.closest("li")));
  }

  #add() {
    if (this.#rows.length >= MOST) return;
    const row = this.#row({ on: today(), did: "", minutes: null, effort: null, felt: "" });
    this.#list.append(row);
    this.#number();
    this.#field(row, "on").focus();
  }

  /** @param {HTMLElement} row */
  #remove(row) {
    row.remove();
    this.#number();
    /** @type {HTMLElement} */ (this.querySelector("[data-add]")).focus();
    this.#draw();
    this.tell();
  }

  #number() {
    for (const [place, row] of this.#rows.entries()) {
      /** @type {HTMLElement} */ (row.querySelector("[data-number]")).textContent = word("training", { number: String(place + 1) });
    }
  }

  #draw() {
    const chart = /** @type {import("./training-chart.js").TrainingChart} */ (this.querySelector("training-chart"));
    chart.draw(this.value.trainings);
  }

  /** @param {HTMLElement} row @param {string} part */
  #field(row, part) {
    return /** @type {HTMLInputElement} */ (row.querySelector(`[data-part="${part}"]`));
  }
}

customElements.define("training-log", TrainingLog);
