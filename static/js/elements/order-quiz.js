// @ts-check
import { CheckedQuiz } from "../lib/checked-quiz.js";
import { word } from "../lib/module-words.js";

/** Things to put in order, one step up or down at a time. `data-place` is where a thing belongs. */
class OrderQuiz extends CheckedQuiz {
  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.addEventListener("click", (event) => this.#press(event.target), { signal });
    super.arrives(signal);
    this.#limit();
  }

  get value() {
    return { order: this.#things.map((thing) => Number(thing.dataset.place)), checked: this.isChecked };
  }

  judged() {
    const [fits, count] = [this.#things.filter((thing, place) => Number(thing.dataset.place) === place).length, this.#things.length];
    if (fits === count) return { words: word("order_all"), fits: true };
    return { words: word("order_some", { fits: String(fits), count: String(count) }), fits: false };
  }

  /** @param {boolean} isChecked */
  mark(isChecked) {
    for (const [place, thing] of this.#things.entries()) {
      const mark = /** @type {HTMLElement} */ (thing.querySelector(".quiz__mark"));
      mark.hidden = !isChecked || Number(thing.dataset.place) !== place;
    }
  }

  /** @param {Record<string, any>} value */
  show(value) {
    const order = value.order?.length ? value.order : (this.dataset.mixed ?? "").split(" ");
    this.#list.append(...order.map((/** @type {number} */ place) => this.#thing(place)));
    this.#limit();
    super.show(value);
  }

  /** @param {Record<string, any>} value */
  words(value) {
    const order = /** @type {number[]} */ (value.order ?? []);
    return order.map((place) => this.#words(this.#thing(place))).join(" · ");
  }

  get #list() {
    return /** @type {HTMLElement} */ (this.querySelector(".quiz__order"));
  }

  get #things() {
    return /** @type {HTMLElement[]} */ ([...this.#list.children]);
  }

  /** @param {number} place */
  #thing(place) {
    return /** @type {HTMLElement} */ (this.querySelector(`[data-place="${place}"]`));
  }

  /** @param {Element} thing */
  #words(thing) {
    return thing.firstElementChild?.textContent ?? "";
  }

  /** @param {EventTarget | null} target */
  #press(target) {
    const button = /** @type {HTMLElement | null} */ (target instanceof Element ? target.closest("[data-move]") : null);
    const thing = button?.closest("li");
    if (!button || !thing) return;
    const beside = button.dataset.move === "up" ? thing.previousElementSibling : thing.nextElementSibling;
    if (!beside) return;
    if (button.dataset.move === "up") beside.before(thing);
    else beside.after(thing);
    button.focus(); // a thing that moves loses it
    this.#limit();
    this.change();
    const number = String(this.#things.indexOf(thing) + 1);
    /** @type {HTMLElement} */ (this.querySelector("[data-moved]")).textContent = word("moved", { thing: this.#words(thing), number, count: String(this.#things.length) });
  }

  /** The first cannot go up, nor the last down; their buttons keep the focus and say so. */
  #limit() {
    for (const [place, thing] of this.#things.entries()) {
      thing.querySelector("[data-move=up]")?.setAttribute("aria-disabled", String(place === 0));
      thing.querySelector("[data-move=down]")?.setAttribute("aria-disabled", String(place === this.#things.length - 1));
    }
  }
}

customElements.define("order-quiz", OrderQuiz);
