// @ts-check
import { DraftElement } from "../lib/authoring/draft-element.js";
import { isBehind } from "../lib/authoring/draft-folding.js";
import { languageName } from "../lib/authoring/language-names.js";
import { word } from "../lib/module-words.js";

/** Says that a translation is behind the main language, until it is written anew or said to be still right. */
class TranslationMark extends DraftElement {
  start() {
    this.press({ confirm: () => this.#confirm() });
  }

  show() {
    const { draft } = this.writing;
    this.hidden = !isBehind(draft, this.key, this.language);
    if (this.hidden) return;
    const isWritten = this.store.text(this.key, this.language) !== "";
    const words = isWritten ? word("changed", { language: languageName(draft.main) }) : word("unwritten");
    const line = this.piece("words");
    if (line.textContent !== words) line.textContent = words;
    /** @type {HTMLElement} */ (this.querySelector("button")).hidden = !isWritten;
  }

  #confirm() {
    const { key, language } = this;
    this.writing.do({ kind: "confirm_text", key, language });
    const place = /** @type {HTMLElement | null} */ (this.parentElement?.querySelector("input, textarea, select"));
    place?.focus();
    this.tell(word("confirmed"));
  }
}

customElements.define("translation-mark", TranslationMark);
