// @ts-check
import { AnswerFields } from "../lib/answer-fields.js";

/** Free text. */
class WrittenAnswer extends AnswerFields {
  get #area() {
    return /** @type {HTMLTextAreaElement} */ (this.querySelector("textarea"));
  }

  get value() {
    return { text: this.#area.value };
  }

  /** @param {Record<string, any>} value */
  show(value) {
    this.#area.value = value.text ?? "";
  }
}

customElements.define("written-answer", WrittenAnswer);
