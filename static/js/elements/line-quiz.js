// @ts-check
import { CheckedQuiz } from "../lib/checked-quiz.js";
import { word } from "../lib/module-words.js";
import { folded, numberIn } from "../lib/forgiving.js";

/** One line to write in. What is said to an answer that was foreseen stands on the page, hidden until it is given. */
class LineQuiz extends CheckedQuiz {
  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.addEventListener("keydown", (event) => event.key === "Enter" && event.target === this.line && this.check(), { signal });
    super.arrives(signal);
  }

  get line() {
    return /** @type {HTMLInputElement} */ (this.querySelector(".quiz__line"));
  }

  get value() {
    return { text: this.line.value, checked: this.isChecked };
  }

  get isAnswered() {
    return this.line.value.trim() !== "";
  }

  /** @param {Record<string, any>} value */
  show(value) {
    this.line.value = value.text ?? "";
    super.show(value);
  }

  judged() {
    const found = this.foreseen.find((each) => this.isGiven(each));
    if (found?.dataset.answer === "fits") return { words: word("line_fits"), fits: true };
    return { words: this.other(), fits: false };
  }

  /** @param {boolean} isChecked */
  mark(isChecked) {
    const found = isChecked ? this.foreseen.find((each) => this.isGiven(each)) : undefined;
    for (const each of this.foreseen) each.hidden = each !== found || !each.textContent;
  }

  get foreseen() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".quiz__feedback")]);
  }

  /** @param {HTMLElement} _foreseen */
  isGiven(_foreseen) {
    return false;
  }

  /** What is said to an answer that does not fit. */
  other() {
    return word("line_other");
  }
}

class TextQuiz extends LineQuiz {
  /** @param {HTMLElement} foreseen */
  isGiven(foreseen) {
    return folded(this.line.value) === folded(foreseen.dataset.text ?? "");
  }
}

const ROUNDING = 1e-9;

class NumberQuiz extends LineQuiz {
  /** @param {HTMLElement} foreseen */
  isGiven(foreseen) {
    const number = numberIn(this.line.value);
    return number !== null && this.#distance(foreseen, number) <= Number(foreseen.dataset.within) + ROUNDING;
  }

  /** Towards the nearest number that fits. */
  other() {
    const number = numberIn(this.line.value);
    if (number === null) return word("number_none");
    const fitting = this.foreseen.filter((each) => each.dataset.answer === "fits");
    const [nearest] = fitting.sort((one, two) => this.#distance(one, number) - this.#distance(two, number));
    return word(Number(nearest.dataset.number) > number ? "number_more" : "number_less");
  }

  /** @param {HTMLElement} foreseen @param {number} number */
  #distance(foreseen, number) {
    return Math.abs(Number(foreseen.dataset.number) - number);
  }
}

customElements.define("text-quiz", TextQuiz);
customElements.define("number-quiz", NumberQuiz);
