// @ts-check
import { CheckedQuiz } from "../lib/checked-quiz.js";
import { word } from "../lib/module-words.js";

/** A question to which several answers may be right. What is said to each shows by CSS when it has been asked for. */
class ManyQuiz extends CheckedQuiz {
  get value() {
    return { chosen: this.choices.flatMap((choice, place) => (choice.checked ? [place] : [])), checked: this.isChecked };
  }

  get isAnswered() {
    return this.choices.some((choice) => choice.checked);
  }

  judged() {
    const others = this.choices.filter((choice) => choice.checked !== this.#isRight(choice));
    if (others.length === 0) return { words: word("many_all"), fits: true };
    const isMore = others.every((choice) => this.#isRight(choice));
    return { words: word(isMore ? "many_more" : "many_other"), fits: false };
  }

  /** @param {Record<string, any>} value */
  show(value) {
    for (const [place, choice] of this.choices.entries()) choice.checked = value.chosen?.includes(place) ?? false;
    super.show(value);
  }

  /** @param {Record<string, any>} value */
  words(value) {
    const chosen = /** @type {number[]} */ (value.chosen ?? []);
    return chosen.map((place) => this.choices[place]?.closest("label")?.textContent ?? "").join(" · ");
  }

  /** @param {HTMLInputElement} choice */
  #isRight(choice) {
    const said = /** @type {HTMLElement} */ (choice.closest(".quiz__choice")?.querySelector(".quiz__feedback"));
    return said.dataset.answer === "fits";
  }
}

customElements.define("many-quiz", ManyQuiz);
