// @ts-check
import { CheckedQuiz } from "../lib/checked-quiz.js";
import { word } from "../lib/module-words.js";

/** Pairs to find: to each left side one chooses the right one. */
class MatchQuiz extends CheckedQuiz {
  get value() {
    return { matched: this.#lists.map((list) => (list.value === "" ? null : Number(list.value))), checked: this.isChecked };
  }

  get isAnswered() {
    return this.#lists.some((list) => list.value !== "");
  }

  judged() {
    const [fits, count] = [this.#lists.filter((list) => this.#fits(list)).length, this.#lists.length];
    if (fits === count) return { words: word("match_all"), fits: true };
    return { words: word("match_some", { fits: String(fits), count: String(count) }), fits: false };
  }

  /** @param {boolean} isChecked */
  mark(isChecked) {
    for (const list of this.#lists) {
      const mark = /** @type {HTMLElement} */ (list.closest("li")?.querySelector(".quiz__mark"));
      mark.hidden = !isChecked || !this.#fits(list);
    }
  }

  /** @param {Record<string, any>} value */
  show(value) {
    for (const [place, list] of this.#lists.entries()) list.value = String(value.matched?.[place] ?? "");
    super.show(value);
  }

  /** @param {Record<string, any>} value */
  words(value) {
    const matched = /** @type {(number | null)[]} */ (value.matched ?? []);
    return this.#lists.map((list, place) => `${this.#left(list)} – ${this.#right(list, matched[place])}`).join(" · ");
  }

  get #lists() {
    return [...this.querySelectorAll("select")];
  }

  /** @param {HTMLSelectElement} list */
  #fits(list) {
    return list.value === list.dataset.fits;
  }

  /** @param {HTMLSelectElement} list */
  #left(list) {
    return list.closest("li")?.firstElementChild?.textContent ?? "";
  }

  /** @param {HTMLSelectElement} list @param {number | null | undefined} chosen */
  #right(list, chosen) {
    return [...list.options].find((option) => option.value === String(chosen ?? ""))?.textContent ?? "";
  }
}

customElements.define("match-quiz", MatchQuiz);
