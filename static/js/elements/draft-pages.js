// @ts-check
import { DraftElement } from "../lib/authoring/draft-element.js";
import { titleKey } from "../lib/authoring/draft-folding.js";
import { newName } from "../lib/authoring/draft-outbox.js";
import { word } from "../lib/module-words.js";
import { fill, keep, stamp } from "../lib/room-rows.js";

/** @typedef {import("../lib/authoring/draft-folding.js").Page} Page */

/** The pages of the module: which is shown, and adding, moving and removing them. */
class DraftPages extends DraftElement {
  #asked = "";

  start() {
    this.press({
      open: (button) => this.writing.open(pageOf(button)),
      up: (button) => this.#move(button, -1),
      down: (button) => this.#move(button, 1),
      add: () => this.#add(),
      ask: (button) => this.#ask(pageOf(button)),
      remove: () => this.#remove(),
      keep: () => this.#dialog.close(),
    });
  }

  /** @returns {HTMLDialogElement} */
  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
  }

  show() {
    const { draft, page } = this.writing;
    keep(this.piece("list"), draft.pages, {
      key: ({ id }) => id,
      make: () => stamp("edit-page"),
      show: (row, each, index) => this.#row(row, each, index, each === page),
    });
  }

  /** @param {HTMLElement} row @param {Page} page @param {number} index @param {boolean} isShown */
  #row(row, page, index, isShown) {
    const keys = [titleKey(page.id), ...page.blocks.map(({ key }) => key)];
    const names = new Set(this.store.others.filter(({ key }) => keys.includes(key)).map(({ name }) => name));
    const title = this.#title(page.id);
    fill(row, { number: `${index + 1}.`, title, name: title, others: [...names].join(", ") });
    const button = /** @type {HTMLElement} */ (row.querySelector('[data-do="open"]'));
    if (isShown) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
    /** @type {HTMLElement} */ (row.querySelector(".draft-pages__acts")).hidden = !isShown;
  }

  /** @param {string} id */
  #title(id) {
    const { draft, language } = this.writing;
    return this.store.text(titleKey(id), language) || this.store.text(titleKey(id), draft.main) || word("untitled");
  }

  #add() {
    const { draft, page, language } = this.writing;
    const id = `page-${newName().slice(0, 6)}`;
    this.writing.do({ kind: "add_page", page: id, after: page?.id ?? "", titles: draft.main === language ? { [language]: word("new_page") } : {} });
    this.writing.open(id);
    const title = /** @type {HTMLInputElement} */ (document.getElementById("passage-page"));
    title.focus();
    title.select();
    this.tell(word("page_added"));
  }

  /** @param {HTMLElement} button @param {number} by */
  #move(button, by) {
    const id = pageOf(button);
    const ids = this.writing.draft.pages.map((page) => page.id);
    const to = ids.indexOf(id) + by;
    if (to < 0 || to >= ids.length) return this.tell(word("at_end"));
    const others = ids.filter((each) => each !== id);
    this.writing.do({ kind: "move_page", page: id, after: others[to - 1] ?? "" });
    button.focus();
    this.tell(word("page_moved", { number: String(to + 1), all: String(ids.length) }));
  }

  /** @param {string} id */
  #ask(id) {
    this.#asked = id;
    this.piece("what").textContent = word("page_asks", { title: this.#title(id) });
    this.#dialog.showModal();
  }

  #remove() {
    const ids = this.writing.draft.pages.map((page) => page.id);
    const next = ids[ids.indexOf(this.#asked) + 1] ?? ids[ids.indexOf(this.#asked) - 1] ?? "";
    this.#dialog.close();
    this.writing.do({ kind: "remove_page", page: this.#asked });
    this.writing.open(next);
    const open = this.querySelector('[aria-current="page"]') ?? this.piece("add");
    open.focus();
    this.tell(word("page_removed"));
  }
}

/** @param {HTMLElement} button */
function pageOf(button) {
  return /** @type {HTMLElement} */ (button.closest("[data-key]")).dataset.key ?? "";
}

customElements.define("draft-pages", DraftPages);
