// @ts-check
import { placeOf } from "../lib/authoring/draft-folding.js";
import { DraftElement } from "../lib/authoring/draft-element.js";
import { word } from "../lib/module-words.js";
import "../../vendor/markdown-toolbar.js";
import "./draft-bar.js";
import "./draft-languages.js";
import "./draft-pages.js";
import "./draft-page.js";
import "./kind-menu.js";
import "./passage-field.js";
import "./gone-texts.js";

// What is written in a field has an undo of its own, the browser's.
const FIELDS = "input, textarea, select, [contenteditable]";

/** The page on which a module is written: starts the line, says what happens, undoes and redoes. */
class ModuleEditor extends DraftElement {
  start() {
    this.hear(this, "told", ({ detail }) => this.#tell(detail));
    this.hear(document, "keydown", (event) => this.#key(event));
    this.hear(this, "focusout", () => this.writing.back.pause());
    this.hear(this, "focusin", ({ target }) => this.#writeAt(target));
    this.hear(this.store, "refused", ({ detail }) => this.#tell(word(detail.code) || word("not_done")));
    this.hear(this.store, "draft-saved", ({ detail }) => this.dispatchEvent(new CustomEvent("draft-saved", { bubbles: true, detail })));
    this.#goToBlock();
    this.writing.start(this.signal);
  }

  show() {
    const { draft, language } = this.writing;
    const title = this.store.text("title", language) || this.store.text("title", draft.main);
    const head = this.piece("title");
    if (title && head.textContent !== title) head.textContent = title;
    head.lang = this.store.text("title", language) ? language : draft.main;
  }

  /** Whoever comes for one block, from a finding or a comment, begins there. */
  #goToBlock() {
    const key = location.hash.match(/^#block-(.+)/)?.[1];
    const place = key && placeOf(this.writing.draft, key);
    if (!place) return;
    this.writing.open(place.page.id);
    queueMicrotask(() => document.getElementById(`block-${key}`)?.focus());
  }

  /** Where the others see that one writes. @param {HTMLElement} target */
  #writeAt(target) {
    const place = /** @type {HTMLElement | null} */ (target.closest("passage-field, draft-block"));
    const key = place?.dataset.key ?? "";
    this.writing.line.place = { key, language: key ? this.writing.language : "" };
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "z";
    const isInField = event.target instanceof HTMLElement && event.target.closest(FIELDS);
    if (!isUndo || isInField || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    this.querySelector("draft-bar")?.dispatchEvent(new CustomEvent(event.shiftKey ? "redo" : "undo"));
  }

  /** The same sentence twice is said twice. @param {string} sentence */
  #tell(sentence) {
    const line = this.piece("said");
    line.textContent = line.textContent === sentence ? `${sentence}\u00a0` : sentence;
  }
}

customElements.define("module-editor", ModuleEditor);
