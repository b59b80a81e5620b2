// @ts-check
import { AnswerFields } from "./answer-fields.js";
import { word } from "./module-words.js";

/** @typedef {{words: string, fits: boolean}} Result what is said to the whole answer */

/**
 * A quiz whose reader asks to see what fits. That they have asked is part of the answer, until they change it; then
 * what was said goes away, so that nothing on the page speaks of another answer.
 */
export class CheckedQuiz extends AnswerFields {
  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.addEventListener("input", () => this.#set(false), { signal });
    this.addEventListener("click", (event) => this.#isCheck(event.target) && this.check(), { signal });
    super.arrives(signal);
    this.#set(this.isChecked);
  }

  get isChecked() {
    return this.hasAttribute("data-checked");
  }

  /** True when there is something to see. */
  get isAnswered() {
    return true;
  }

  /** What is said to the answer as it stands. @returns {Result} */
  judged() {
    return { words: "", fits: true };
  }

  /** Mark the parts of the answer, or take the marks away. @param {boolean} _isChecked */
  mark(_isChecked) {}

  /** The reader has changed something without an "input" event. */
  change() {
    this.#set(false);
    this.tell();
  }

  check() {
    if (!this.isAnswered) return this.#say(word("answer_first"));
    this.#set(true);
    this.tell();
  }

  /** @param {Record<string, any>} value */
  show(value) {
    this.#set(Boolean(value.checked));
  }

  /** @param {boolean} isChecked */
  #set(isChecked) {
    this.toggleAttribute("data-checked", isChecked);
    const after = /** @type {HTMLElement | null} */ (this.querySelector(".quiz__after"));
    if (after) after.hidden = !isChecked;
    this.mark(isChecked);
    const { words, fits } = isChecked ? this.judged() : { words: "", fits: false };
    this.#say(words, fits);
  }

  /** @param {string} words */
  #say(words, fits = false) {
    const line = /** @type {HTMLElement} */ (this.querySelector(".quiz__result"));
    line.dataset.answer = fits ? "fits" : "other";
    if (line.textContent !== words) line.textContent = words;
  }

  /** @param {EventTarget | null} target */
  #isCheck(target) {
    return target instanceof Element && target.closest("[data-check]") !== null;
  }
}
