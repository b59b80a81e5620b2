// @ts-check
import { AnswerFields } from "../lib/answer-fields.js";

/** A number on a scale. */
class ScaleBlock extends AnswerFields {
  get value() {
    const chosen = this.choices.find((choice) => choice.checked);
    return { number: chosen ? Number(chosen.value) : null };
  }

  /** @param {Record<string, any>} value */
  show(value) {
    for (const choice of this.choices) choice.checked = choice.value === String(value.number);
  }
}

customElements.define("scale-block", ScaleBlock);
