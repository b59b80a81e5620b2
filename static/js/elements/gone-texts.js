// @ts-check
import { DraftElement } from "../lib/authoring/draft-element.js";
import { namesIn } from "../lib/authoring/draft-folding.js";
import { languageName } from "../lib/authoring/language-names.js";
import { newName } from "../lib/authoring/draft-outbox.js";
import { word } from "../lib/module-words.js";
import { fill, keep, stamp } from "../lib/room-rows.js";

/** @typedef {import("../lib/authoring/draft-outbox.js").Held} Held */
/** @typedef {import("../lib/authoring/draft-folding.js").Edit} Edit */

/** What one wrote where somebody else has taken the place away: it is kept until one puts it back or lets it go. */
class GoneTexts extends DraftElement {
  start() {
    this.press({ back: (button) => this.#putBack(this.#heldOf(button)), drop: (button) => this.#drop(this.#heldOf(button)) });
  }

  get #gone() {
    const names = namesIn(this.writing.draft);
    return this.store.outbox.held.filter(({ key }) => !names.has(key));
  }

  show() {
    const gone = this.#gone;
    const before = this.children.length;
    keep(this, gone, {
      key: (held) => `${held.key} ${held.language}`,
      make: () => stamp("edit-gone"),
      show: (row, held) => fill(row, { what: this.#what(held), mine: held.mine }),
    });
    this.hidden = gone.length === 0;
    if (gone.length > before) this.tell(this.#what(gone[gone.length - 1]));
  }

  /** @param {Held} held */
  #what(held) {
    const language = languageName(held.language);
    if (held.key.startsWith("page:")) return word("gone_page", { language });
    return word("gone_block", { language, kind: this.writing.kinds[kindOf(held)]?.words ?? "" });
  }

  /** @param {HTMLElement} button @returns {Held} */
  #heldOf(button) {
    const row = /** @type {HTMLElement} */ (button.closest("[data-key]"));
    return /** @type {Held} */ (this.#gone.find(({ key, language }) => row.dataset.key === `${key} ${language}`));
  }

  /** @param {Held} held */
  #putBack(held) {
    const mine = this.#gone.filter(({ key }) => key === held.key);
    const texts = Object.fromEntries(mine.map(({ language, mine: text }) => [language, text]));
    const edits = held.key.startsWith("page:") ? [this.#pageAgain(held.key.slice(5), texts)] : this.#blockAgain(held, texts);
    for (const { key, language } of mine) this.store.outbox.letGo(key, language);
    this.writing.do(...edits);
    this.writing.open(edits[edits.length - 1].page);
    document.getElementById(`block-${held.key}`)?.focus();
    this.tell(word("put_back"));
  }

  /** @param {Held} held */
  #drop({ key, language }) {
    this.store.outbox.letGo(key, language);
    this.store.refresh();
    if (this.hidden) document.getElementById("passage-page")?.focus();
  }

  /** @param {string} page @param {Record<string, string>} titles @returns {Edit} */
  #pageAgain(page, titles) {
    return { kind: "add_page", page, after: this.writing.draft.pages.at(-1)?.id ?? "", titles };
  }

  /** On its own page if that is still there, else on the one that is shown.
   * @param {Held} held @param {Record<string, string>} texts @returns {Edit[]} */
  #blockAgain(held, texts) {
    const { draft, page } = this.writing;
    const again = held.again ?? { kind: "add_block", key: held.key, block: kindOf(held), after: "", texts: {} };
    const home = draft.pages.find(({ id }) => id === again.page) ?? page;
    const languages = new Set(draft.languages);
    const all = Object.fromEntries(Object.entries({ ...again.texts, ...texts }).filter(([language]) => languages.has(language)));
    if (home) return [{ ...again, page: home.id, texts: all }];
    const fresh = `page-${newName().slice(0, 6)}`;
    return [this.#pageAgain(fresh, {}), { ...again, page: fresh, texts: all }];
  }
}

/** @param {Held} held */
function kindOf({ again, mine }) {
  return again?.block ?? mine.match(/^:::\s*([a-z-]+)/)?.[1] ?? "prose";
}

customElements.define("gone-texts", GoneTexts);
