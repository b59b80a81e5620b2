// @ts-check
import { DraftElement } from "../lib/authoring/draft-element.js";
import { isBehind, namesIn } from "../lib/authoring/draft-folding.js";
import { languageName } from "../lib/authoring/language-names.js";
import { word } from "../lib/module-words.js";
import { fill, keep, stamp } from "../lib/room-rows.js";

/** In which language one writes, and how much of each is behind the main one. */
class DraftLanguages extends DraftElement {
  start() {
    this.press({ add: () => this.#add() });
    this.hear(this, "change", ({ target }) => target.name === "writing-language" && this.writing.speak(target.value));
  }

  show() {
    const { draft, language } = this.writing;
    keep(this.piece("choices"), [draft.main, ...draft.languages.filter((each) => each !== draft.main)], {
      key: (code) => code,
      make: (code) => this.#choice(code),
      show: (row, code) => this.#mark(row, code, language),
    });
    for (const option of this.piece("language").options) option.hidden = option.disabled = draft.languages.includes(option.value);
    const left = [...this.piece("language").options].find((option) => !option.disabled);
    if (left && this.piece("language").selectedOptions[0]?.disabled) left.selected = true;
    this.piece("more").hidden = !left;
  }

  /** @param {string} code */
  #choice(code) {
    const row = stamp("edit-language");
    const input = /** @type {HTMLInputElement} */ (row.querySelector("input"));
    input.value = row.lang = code;
    return row;
  }

  /** @param {HTMLElement} row @param {string} code @param {string} now */
  #mark(row, code, now) {
    const { draft } = this.writing;
    const number = [...namesIn(draft)].filter((key) => isBehind(draft, key, code)).length;
    /** @type {HTMLInputElement} */ (row.querySelector("input")).checked = code === now;
    fill(row, { language: languageName(code), behind: number ? word("behind", { number: String(number) }) : "" });
    /** @type {HTMLElement} */ (row.querySelector('[data-slot="behind"]')).lang = document.documentElement.lang;
  }

  #add() {
    const language = this.piece("language").value;
    this.writing.do({ kind: "add_language", language });
    this.writing.speak(language);
    /** @type {HTMLElement} */ (this.querySelector("input:checked")).focus();
    this.tell(word("language_added", { language: languageName(language) }));
  }
}

customElements.define("draft-languages", DraftLanguages);
