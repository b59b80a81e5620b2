// @ts-check
import { blank, fieldsOf, parsed } from "../lib/authoring/block-markdown.js";
import { DraftElement } from "../lib/authoring/draft-element.js";
import { fieldOf, fill, read, showMain } from "../lib/authoring/form-fields.js";
import { KeptParts } from "../lib/authoring/kept-parts.js";
import { alike } from "../lib/authoring/same-in-all.js";
import { putTable } from "../lib/authoring/tables.js";
import { word } from "../lib/module-words.js";
import "./item-list.js";

/** @typedef {import("../lib/authoring/block-markdown.js").Field} Field */
/** @typedef {import("../lib/authoring/block-markdown.js").Parts} Parts */

/** The fields of one block, or its Markdown for whoever prefers that and for what the fields cannot show. */
class BlockForm extends DraftElement {
  /** What the fields were last filled with or wrote. */
  #shown = "";
  /** The same taken apart: what one writes may look like something else, such as a list, before it is finished.
   * @type {Parts | null} */
  #kept = null;
  /** The fields that stand here now. @type {Field[]} */
  #built = [];
  #written = new KeptParts();
  #wantsMarkdown = false;

  start() {
    this.hear(this, "input", ({ target }) => this.#write(target));
    this.hear(this, "click", ({ target }) => target.closest('[data-part="table"]') && putTable(/** @type {HTMLTextAreaElement} */ (this.querySelector("textarea"))));
  }

  get isMarkdown() {
    return this.#wantsMarkdown || this.isOnlyMarkdown;
  }

  /** Text is Markdown already; a form that cannot show all of the block would lose some of it. */
  get isOnlyMarkdown() {
    return !this.#kind || !parsed(this.#kind, this.#text);
  }

  turn() {
    this.#wantsMarkdown = !this.#wantsMarkdown;
    this.show();
    /** @type {HTMLElement | null} */ (this.querySelector("input, textarea"))?.focus();
  }

  get #kind() {
    return this.writing.kinds[this.#block.dataset.kind ?? ""];
  }

  get #block() {
    return /** @type {HTMLElement} */ (this.closest("draft-block"));
  }

  get #text() {
    return this.store.text(this.key, this.language);
  }

  /** @returns {Field[]} */
  get #fields() {
    const help = this.isOnlyMarkdown ? word("no_form") : "";
    if (this.isMarkdown) return [{ name: "markdown", type: "markdown", is_shared: false, label: "", help }];
    return fieldsOf(this.#kind, /** @type {Parts} */ (this.#parts(this.language)).attributes);
  }

  show() {
    const fields = this.#fields;
    const isBuilt = fields.length === this.children.length && fields.every(({ name }, index) => this.#rows[index].dataset.field === name);
    if (!isBuilt) this.#build(fields);
    const state = `${this.language} ${this.#text}`;
    if (state !== this.#shown || (!isBuilt && this.isMarkdown)) this.#kept = this.#current();
    if (state !== this.#shown || !isBuilt) this.#fillAll(fields);
    this.#shown = state;
    this.#showMain(fields);
  }

  get #rows() {
    return /** @type {HTMLElement[]} */ ([...this.children]);
  }

  /** Fields that stay keep the focus. @param {Field[]} fields */
  #build(fields) {
    const focused = /** @type {HTMLElement | null} */ (this.contains(document.activeElement) ? document.activeElement : null);
    const before = new Map(this.#rows.map((row) => [row.dataset.field, row]));
    this.replaceChildren(...fields.map((field) => before.get(field.name) ?? fieldOf(field, `${this.#block.id}-field-${field.name}`)));
    this.#built = fields;
    const now = focused && this.contains(focused) ? focused : this.querySelector("input, textarea");
    if (focused) /** @type {HTMLElement | null} */ (now)?.focus();
    this.dispatchEvent(new CustomEvent("turned", { bubbles: true }));
  }

  /** The block as it is written, taken apart. @returns {Parts | null} */
  #current() {
    return this.isMarkdown ? { attributes: [], items: [], body: this.#text, after: "" } : this.#parts(this.language);
  }

  /** @param {Field[]} fields */
  #fillAll(fields) {
    const parts = /** @type {Parts} */ (this.#kept);
    fields.forEach((field, index) => fill(this.#rows[index], this.#asBody(field), parts, this.language));
  }

  /** @param {Field} field */
  #asBody = (field) => (this.isMarkdown ? { ...field, name: "body" } : field);

  /** The block in a language, with the settings of the others where it is not written yet. @param {string} language */
  #parts(language) {
    const text = this.store.text(this.key, language);
    if (text) return this.#written.of(this.#kind, language, text);
    const { languages } = this.writing.draft;
    const other = languages.map((each) => this.store.text(this.key, each)).find((each) => each);
    return blank(this.#kind, this.key, other ? parsed(this.#kind, other) : null);
  }

  /** @param {Field[]} fields */
  #showMain(fields) {
    const { main } = this.writing.draft;
    const text = this.language === main ? "" : this.store.text(this.key, main);
    const parts = !text ? null : this.isMarkdown ? { attributes: [], items: [], body: text, after: "" } : parsed(this.#kind, text);
    fields.forEach((field, index) => showMain(this.#rows[index], this.#asBody(field), parts, main));
  }

  /** @param {HTMLElement} target */
  #write(target) {
    const index = this.#rows.findIndex((row) => row.contains(target));
    const field = this.#built[index];
    if (this.isMarkdown) return this.#put([[this.key, this.language, /** @type {HTMLTextAreaElement} */ (target).value]]);
    const parts = read(this.#rows[index], field, /** @type {Parts} */ (this.#kept));
    this.#kept = parts;
    this.#put([[this.key, this.language, this.#written.written(this.#kind, this.language, parts)], ...this.#others(field, parts)]);
  }

  /** What is the same in all languages is written in all of them where the block is written. @param {Field} field
   * @param {Parts} parts @returns {[string, string, string][]} */
  #others(field, parts) {
    const texts = this.writing.draft.languages.filter((each) => each !== this.language && this.store.text(this.key, each));
    return texts.flatMap((language) => {
      const theirs = this.#parts(language);
      const changed = theirs && alike(field, parts, theirs);
      return changed ? [/** @type {[string, string, string]} */ ([this.key, language, this.#written.written(this.#kind, language, changed)])] : [];
    });
  }

  /** What the fields say is what is shown: it is not put into them again while one writes. @param {[string, string, string][]} texts */
  #put(texts) {
    this.#shown = `${this.language} ${texts[0][2]}`;
    this.writing.write(texts);
  }
}

customElements.define("block-form", BlockForm);
