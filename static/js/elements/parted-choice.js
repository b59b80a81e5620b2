// @ts-check
import { DraftElement } from "../lib/authoring/draft-element.js";
import { placeOf } from "../lib/authoring/draft-folding.js";
import { differing } from "../lib/authoring/words-differ.js";
import { both } from "../lib/authoring/writing-both.js";
import { word } from "../lib/module-words.js";
import { fill, stamp } from "../lib/room-rows.js";

/** Two authors changed the same words: both texts with what differs marked, and the choice. One's own goes on being
 * written in its field meanwhile. Also says why a text waits on this device. */
class PartedChoice extends DraftElement {
  #shown = "";

  start() {
    this.press({ mine: () => this.#settle(this.#mine), theirs: () => this.#settle(this.#theirs), both: () => this.#settle(this.#both()) });
  }

  get #mine() {
    return this.store.text(this.key, this.language);
  }

  get #theirs() {
    return this.store.theirs(this.key, this.language);
  }

  show() {
    const held = this.key ? this.store.outbox.heldAt(this.key, this.language) : undefined;
    const state = held ? JSON.stringify([held, this.#theirs]) : "";
    if (state === this.#shown) return;
    const isNew = this.#shown === "";
    this.#shown = state;
    this.hidden = !held;
    if (!held) return this.replaceChildren();
    if (held.why === "parted") this.#offer(isNew);
    else this.replaceChildren(this.#why(held.why));
  }

  /** @param {boolean} isNew */
  #offer(isNew) {
    if (!this.firstElementChild?.matches(".parted__choice")) this.replaceChildren(stamp("edit-parted"));
    fill(this, { what: word("parted") });
    this.firstElementChild?.setAttribute("aria-label", word("parted"));
    const runs = differing(this.#mine, this.#theirs);
    paint(this.piece("mine"), runs, "mine", "ins");
    paint(this.piece("theirs"), runs, "theirs", "del");
    /** @type {HTMLElement} */ (this.querySelector('[data-do="both"]')).hidden = this.closest("[data-fact]") !== null;
    if (isNew) this.tell(word("parted"));
  }

  /** @param {string} code */
  #why(code) {
    const line = document.createElement("p");
    line.className = "parted__what";
    line.textContent = word(code === "too_long" ? code : "not_taken");
    this.tell(line.textContent);
    return line;
  }

  #both() {
    const kind = this.writing.kinds[placeOf(this.writing.draft, this.key)?.block.kind ?? ""];
    return kind ? both(kind, this.#mine, this.#theirs) : `${this.#mine} / ${this.#theirs}`;
  }

  /** @param {string} text */
  #settle(text) {
    const place = /** @type {HTMLElement | null} */ (this.parentElement?.querySelector("input, textarea, select"));
    this.writing.settle(this.key, this.language, text);
    place?.focus();
  }
}

/** @param {HTMLElement} place @param {import("../lib/authoring/words-differ.js").Run[]} runs @param {string} whose @param {string} mark */
function paint(place, runs, whose, mark) {
  const pieces = runs.filter(({ is }) => is === "same" || is === whose);
  place.replaceChildren(
    ...pieces.map(({ is, text }) => {
      if (is === "same") return document.createTextNode(text);
      return Object.assign(document.createElement(mark), { textContent: text });
    }),
  );
}

customElements.define("parted-choice", PartedChoice);
