// @ts-check
import { AnswerFields } from "../lib/answer-fields.js";

/** A question with answers. The feedback of the chosen one shows by CSS alone; here it is also said aloud. */
class QuizBlock extends AnswerFields {
  get value() {
    const chosen = this.choices.findIndex((choice) => choice.checked);
    return { chosen: chosen < 0 ? null : chosen };
  }

  tell() {
    super.tell();
    /** @type {HTMLElement} */ (this.querySelector("[role=status]")).textContent = this.#feedback();
  }

  /** @param {Record<string, any>} value */
  show(value) {
    for (const [place, choice] of this.choices.entries()) choice.checked = place === value.chosen;
  }

  /** @param {Record<string, any>} value */
  words(value) {
    return this.choices[value.chosen]?.closest("label")?.textContent ?? "";
  }

  #feedback() {
    const choice = this.querySelector(".quiz__choice:has(:checked)");
    return choice?.querySelector(".quiz__feedback")?.textContent ?? "";
  }
}

customElements.define("quiz-block", QuizBlock);
