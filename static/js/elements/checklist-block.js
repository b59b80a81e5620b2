// @ts-check
import { AnswerFields } from "../lib/answer-fields.js";

/** Things to tick. */
class ChecklistBlock extends AnswerFields {
  get value() {
    return { ticked: this.choices.flatMap((choice, place) => (choice.checked ? [place] : [])) };
  }

  /** @param {Record<string, any>} value */
  show(value) {
    for (const [place, choice] of this.choices.entries()) choice.checked = value.ticked?.includes(place) ?? false;
  }

  /** @param {Record<string, any>} value */
  words(value) {
    const ticked = /** @type {number[]} */ (value.ticked ?? []);
    return ticked.map((place) => this.choices[place]?.closest("label")?.textContent ?? "").join(" · ");
  }
}

customElements.define("checklist-block", ChecklistBlock);
