// @ts-check
import { replaceText } from "../lib/authoring/caret.js";
import { word } from "../lib/module-words.js";
import { LivingElement } from "../lib/living-element.js";
import { fill, stamp } from "../lib/room-rows.js";

/** @typedef {import("../lib/authoring/block-markdown.js").Item} Item */

/** A list of short texts in a form, such as a quiz's answers: written, added, moved and removed. Enter adds the next. */
class ItemList extends LivingElement {
  /** @param {AbortSignal} signal */
  arrives(signal) {
    this.dataset.presses = ""; // its buttons are no business of the block's
    this.addEventListener("click", (event) => this.#press(event.target), { signal });
    this.addEventListener("keydown", (event) => this.#key(event), { signal });
  }

  /** @returns {Item[]} */
  get items() {
    return this.#rows.map((row) => {
      const [text, feedback] = ["text", "feedback"].map((name) => oneLine(field(row, name)?.value ?? ""));
      const [right, hasFeedback] = [field(row, "right"), field(row, "feedback")];
      return { text, ...(hasFeedback ? { feedback } : {}), ...(right ? { right: right.checked } : {}) };
    });
  }

  set items(items) {
    while (this.#rows.length > items.length) this.#rows.at(-1)?.remove();
    while (this.#rows.length < items.length) this.#list.append(stamp(this.dataset.row ?? ""));
    this.#rows.forEach((row, index) => {
      const { text, feedback = "", right = false } = items[index];
      if (oneLine(field(row, "text").value) !== text) replaceText(field(row, "text"), text);
      if (field(row, "feedback") && oneLine(field(row, "feedback").value) !== feedback) replaceText(field(row, "feedback"), feedback);
      if (field(row, "right")) field(row, "right").checked = right;
    });
    this.#number();
  }

  get #list() {
    return /** @type {HTMLElement} */ (this.querySelector('[data-part="rows"]'));
  }

  get #rows() {
    return /** @type {HTMLElement[]} */ ([...this.#list.children]);
  }

  #number() {
    this.#rows.forEach((row, index) => fill(row, { number: index + 1 }));
  }

  /** @param {EventTarget | null} target */
  #press(target) {
    const button = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest("[data-do]")) : null;
    const row = /** @type {HTMLElement | null | undefined} */ (button?.closest("li"));
    if (button?.dataset.do === "add") this.#add(this.#rows.at(-1));
    else if (button?.dataset.do === "remove" && row) this.#remove(row);
    else if (button && row) this.#move(row, button);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const row = event.target instanceof HTMLTextAreaElement ? event.target.closest("li") : null;
    if (!row || event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    this.#add(row);
  }

  /** @param {HTMLElement | undefined} before */
  #add(before) {
    const row = stamp(this.dataset.row ?? "");
    if (before) before.after(row);
    else this.#list.append(row);
    this.#changed();
    field(row, "text").focus();
    this.#tell(word("item_added", { number: String(this.#rows.indexOf(row) + 1) }));
  }

  /** @param {HTMLElement} row */
  #remove(row) {
    const number = this.#rows.indexOf(row) + 1;
    const next = row.nextElementSibling ?? row.previousElementSibling ?? this;
    row.remove();
    this.#changed();
    /** @type {HTMLElement | null} */ (next.querySelector("textarea, button"))?.focus();
    this.#tell(word("item_removed", { number: String(number) }));
  }

  /** @param {HTMLElement} row @param {HTMLElement} button */
  #move(row, button) {
    if (button.dataset.do === "up") row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    this.#changed();
    button.focus();
    this.#tell(word("moved_item", { number: String(this.#rows.indexOf(row) + 1), all: String(this.#rows.length) }));
  }

  #changed() {
    this.#number();
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** @param {string} detail */
  #tell(detail) {
    this.dispatchEvent(new CustomEvent("told", { bubbles: true, detail }));
  }
}

/** @param {HTMLElement} row @param {string} name @returns {any} */
function field(row, name) {
  return row.querySelector(`[data-field="${name}"]`);
}

/** In the list's Markdown each is one line. @param {string} text */
const oneLine = (text) => text.replace(/\s*\n\s*/g, " ");

customElements.define("item-list", ItemList);
