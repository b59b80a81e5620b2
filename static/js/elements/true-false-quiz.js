// @ts-check
import { AnswerFields } from "../lib/answer-fields.js";
import { word } from "../lib/module-words.js";

/** Statements, each true or not. What is said to one comes as soon as the reader has made up their mind about it. */
class TrueFalseQuiz extends AnswerFields {
  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.addEventListener("input", (event) => this.#answer(event.target), { signal });
    super.arrives(signal);
    this.#judge();
  }

  get value() {
    return { said: this.#statements.map((statement) => this.#said(statement)) };
  }

  /** @param {Record<string, any>} value */
  show(value) {
    for (const [place, statement] of this.#statements.entries()) {
      for (const choice of statement.querySelectorAll("input")) choice.checked = choice.value === value.said?.[place];
    }
    this.#judge();
  }

  /** @param {Record<string, any>} value */
  words(value) {
    const said = /** @type {string[]} */ (value.said ?? []);
    return said.map((each) => (each ? this.querySelector(`input[value="${each}"]`)?.closest("label")?.textContent ?? "" : "–")).join(" · ");
  }

  get #statements() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".quiz__statement")]);
  }

  /** @param {Element} statement */
  #said(statement) {
    return /** @type {HTMLInputElement | null} */ (statement.querySelector("input:checked"))?.value ?? "";
  }

  /** @param {EventTarget | null} target */
  #answer(target) {
    this.#judge();
    const said = target instanceof Element ? target.closest(".quiz__statement")?.querySelector(".quiz__feedback") : null;
    /** @type {HTMLElement} */ (this.querySelector("[role=status]")).textContent = said?.textContent ?? "";
  }

  #judge() {
    for (const statement of this.#statements) {
      const feedback = /** @type {HTMLElement} */ (statement.querySelector(".quiz__feedback"));
      const [said, is] = [this.#said(statement), feedback.dataset.said ?? ""];
      feedback.hidden = said === "";
      feedback.dataset.answer = said === is ? "fits" : "other";
      /** @type {HTMLElement} */ (feedback.querySelector("strong")).textContent = word(`${said === is ? "yes" : "not_quite"}_${is}`);
    }
    const after = /** @type {HTMLElement | null} */ (this.querySelector(".quiz__after"));
    if (after) after.hidden = this.value.said.includes("");
  }
}

customElements.define("true-false-quiz", TrueFalseQuiz);
